#!/usr/bin/env node
/** `npx vialog …`: builds what changed, then runs the command line with the Node version that Vialog needs. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { main, root } from '../../../tools/bootstrap/stages.mjs';
import {
  buildCommandLine,
  findNode,
  installDependencies,
  toolEnv,
} from '../../../tools/bootstrap/toolchain.mjs';

await main(async () => {
  await installDependencies();
  const node = findNode();
  await buildCommandLine(node);
  const child = spawn(
    node,
    ['--enable-source-maps', join(root, 'apps/cli/dist/main.js'), ...process.argv.slice(2)],
    {
      env: toolEnv(node),
      stdio: 'inherit',
    },
  );
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
});
