import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';

const root = fileURLToPath(new URL('../../../', import.meta.url));
let eslint: ESLint;

beforeAll(() => {
  // The boundary rule reads the cached project graph and reports nothing without it.
  execFileSync(process.execPath, ['node_modules/nx/dist/bin/nx.js', 'show', 'projects'], {
    cwd: root,
    env: { ...process.env, NX_DAEMON: 'false' },
  });
  // Probes are files that do not exist, so rules that need types are disabled.
  eslint = new ESLint({
    cwd: root,
    overrideConfig: [{ ...tseslint.configs.disableTypeChecked, files: ['**/*.ts'] }],
  });
});

async function breaches(file: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: `${root}${file}` });
  expect(result).toBeDefined();
  expect(result?.messages.filter((message) => message.fatal)).toEqual([]);
  return (result?.messages ?? []).map((message) => message.ruleId ?? message.message);
}

/** Messages of the boundary rule only: another rule that fires proves nothing. */
async function boundaryBreaches(file: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: `${root}${file}` });
  return (result?.messages ?? [])
    .filter((message) => message.ruleId === '@nx/enforce-module-boundaries')
    .map((message) => message.message);
}

const layer = /can only depend on libs tagged/;
const banned = /is not allowed to import/;
const using = (from: string) => `import { x } from '${from}';\nexport const y = x;\n`;

describe('an import that points the wrong way is caught', () => {
  // The pairs are chosen so that no other rule, such as a cycle, fires first.
  test.each([
    ['contracts → a client library', 'libs/contracts/src/probe.ts', using('kysely'), banned],
    ['domain → adapter', 'libs/domain/capture/src/probe.ts', using('@vialog/registry-sql'), layer],
    [
      'domain → adapter, type only',
      'libs/domain/capture/src/probe.ts',
      `import type { x } from '@vialog/registry-sql';\nexport type Y = x;\n`,
      layer,
    ],
    [
      'domain → adapter, dynamic',
      'libs/domain/capture/src/probe.ts',
      `export const y = await import('@vialog/registry-sql');\n`,
      layer,
    ],
    [
      'domain → adapter, re-exported',
      'libs/domain/capture/src/probe.ts',
      `export { x } from '@vialog/registry-sql';\n`,
      layer,
    ],
    [
      'domain → adapter, by relative path',
      'libs/domain/capture/src/probe.ts',
      using('../../registry-sql/src/index.ts'),
      /relative/,
    ],
    ['domain → delivery', 'libs/domain/capture/src/probe.ts', using('@vialog/configuration'), layer],
    ['domain → Nest', 'libs/domain/events/src/probe.ts', using('@nestjs/common'), banned],
    ['domain → onnxruntime', 'libs/domain/detection/src/probe.ts', using('onnxruntime-node'), banned],
    ['domain → sharp', 'libs/domain/capture/src/probe.ts', using('sharp'), banned],
    ['delivery → adapter', 'libs/delivery/http-api/src/probe.ts', using('@vialog/events-sqlite'), layer],
    ['delivery → a client library', 'libs/delivery/http-api/src/probe.ts', using('kysely'), banned],
    ['adapter → delivery', 'libs/adapters/events-sqlite/src/probe.ts', using('@vialog/http-api'), layer],
    [
      'adapter → composition',
      'libs/adapters/events-sqlite/src/probe.ts',
      using('@vialog/compose-access'),
      layer,
    ],
    ['delivery → composition', 'libs/delivery/http-api/src/probe.ts', using('@vialog/compose-broker'), layer],
    ['domain → composition', 'libs/domain/capture/src/probe.ts', using('@vialog/compose-access'), layer],
    ['app → adapter', 'apps/standalone/src/probe.ts', using('@vialog/registry-sql'), layer],
    ['command line → adapter', 'apps/cli/src/probe.ts', using('@vialog/registry-sql'), layer],
    ['console → domain', 'apps/console/src/probe.ts', using('@vialog/registry'), layer],
    ['browser-safe → other domain', 'libs/domain/search-line/src/probe.ts', using('@vialog/registry'), layer],
    ['browser-safe → zod', 'libs/domain/search-line/src/probe.ts', using('zod'), banned],
    ['contracts → domain: a cycle', 'libs/contracts/src/probe.ts', using('@vialog/measuring'), /Circular/],
    [
      'a package that is not declared',
      'libs/adapters/events-sqlite/src/probe.ts',
      using('kysely'),
      /Only packages defined/,
    ],
  ])('the import %s is caught', async (_what, file, code, message) => {
    expect(await boundaryBreaches(file, code)).toContainEqual(expect.stringMatching(message));
  });
});

describe('an import that points the right way passes', () => {
  test.each([
    ['domain → contracts', 'libs/domain/registry/src/probe.ts', using('@vialog/contracts')],
    ['domain → domain', 'libs/domain/events/src/probe.ts', using('@vialog/measuring')],
    ['adapter → domain', 'libs/adapters/registry-sql/src/probe.ts', using('@vialog/registry')],
    ['adapter → its client library', 'libs/adapters/registry-sql/src/probe.ts', using('kysely')],
    ['delivery → domain', 'libs/delivery/http-api/src/probe.ts', using('@vialog/registry')],
    ['console → browser-safe domain', 'apps/console/src/probe.ts', using('@vialog/search-line')],
    [
      'composition → adapter',
      'libs/composition/compose-registry/src/probe.ts',
      using('@vialog/registry-sql'),
    ],
    ['app → composition', 'apps/standalone/src/probe.ts', using('@vialog/compose-registry')],
  ])('the import %s passes', async (_what, file, code) => {
    expect(await breaches(file, code)).toEqual([]);
  });
});

describe('imports between rooms of the console', () => {
  const room = 'apps/console/src/rooms/camera/probe.ts';
  const shared = 'apps/console/src/live/probe.ts';
  const rule = 'import-x/no-restricted-paths';

  test.each([
    ['an import of another room', room, using('../map/map-search.ts')],
    [
      'a type import of another room',
      room,
      `import type { MapSearch } from '../map/map-search.ts';\nexport type Y = MapSearch;\n`,
    ],
    ['a dynamic import of another room', room, `export const y = await import('../map/map-search.ts');\n`],
    ['a re-export from another room', room, `export { readMapSearch } from '../map/map-search.ts';\n`],
    ['an import of a room by a shared part', shared, using('../rooms/map/map-search.ts')],
  ])('%s is an error', async (_what, file, code) => {
    expect(await breaches(file, code)).toContain(rule);
  });

  test.each([
    ['an import inside one room', 'apps/console/src/rooms/map/probe.ts', using('./map-search.ts')],
    ['an import of a shared part by a room', room, using('../../api/queries.ts')],
    ['an import of a room by the router', 'apps/console/src/probe.ts', using('./rooms/map/map-search.ts')],
  ])('%s is allowed', async (_what, file, code) => {
    expect(await breaches(file, code)).not.toContain(rule);
  });
});

describe('domain code uses no clock, timer or environment', () => {
  test.each([
    ['a clock', 'export const now = () => Date.now();\n'],
    ['a date of now', 'export const now = () => new Date();\n'],
    ['a stopwatch', 'export const now = () => performance.now();\n'],
    ['dice', 'export const dice = () => Math.random();\n'],
    ['the environment', 'export const home = process.env.HOME;\n'],
    ['a timer', 'export const later = (f: () => void) => setTimeout(f, 1);\n'],
  ])('domain code with %s is rejected', async (_what, code) => {
    expect(await breaches('libs/domain/measuring/src/probe.ts', code)).toContain('no-restricted-syntax');
  });

  test.each(['node:fs', 'node:process', 'node:net'])(
    'an import of %s in domain code is rejected',
    async (name) => {
      expect(await breaches('libs/domain/measuring/src/probe.ts', using(name))).toContain(
        'no-restricted-imports',
      );
    },
  );
});

describe('sizes and exports are errors', () => {
  const lines = (count: number) => 'export const a = [\n' + '  1,\n'.repeat(count) + '];\n';

  test.each([
    ['a file of 400 lines', lines(400), 'max-lines'],
    [
      'five parameters',
      'export const f = (a: 1, b: 1, c: 1, d: 1, e: 1) => [a, b, c, d, e];\n',
      'max-params',
    ],
    [
      'a function of 60 lines',
      `export function f() {\n  return [\n${'    1,\n'.repeat(60)}  ];\n}\n`,
      'max-lines-per-function',
    ],
    ['a default export', 'export default 1;\n', 'no-restricted-syntax'],
    ['any', 'export const a: any = 1;\n', '@typescript-eslint/no-explicit-any'],
    ['eleven branches', `export const f = (a: number) => ${'a > 1 ? 1 : '.repeat(11)}0;\n`, 'complexity'],
  ])('%s', async (_what, code, rule) => {
    expect(await breaches('libs/domain/registry/src/probe.ts', code)).toContain(rule);
  });
});
