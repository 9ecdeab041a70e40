/**
 * Prepares one realm for all tests of `quick-tests.jest.config.mjs`: compiles TypeScript with SWC and provides
 * `@jest/globals`, as Jest does for each test file separately. Preloaded with `node --import`.
 */
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';
import { swcOptions } from '../../jest.preset.mjs';

const globals = new URL('./jest-globals.mjs', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) => next(specifier === '@jest/globals' ? globals : specifier, context),
  load(url, context, next) {
    if (!isTypeScript(url)) return next(url, context);
    const filename = fileURLToPath(url);
    const { code } = transformSync(readFileSync(filename, 'utf8'), {
      ...swcOptions,
      filename,
    });
    return { format: 'module', shortCircuit: true, source: code };
  },
});

/** jest-light-runner appends the time as a query string. */
function isTypeScript(url) {
  const { protocol, pathname } = new URL(url);
  return protocol === 'file:' && pathname.endsWith('.ts');
}
