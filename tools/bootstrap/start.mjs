/** `npm start`: from a fresh clone to a running Vialog with its demo. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { onParentExit } from './parent-process.mjs';
import { main, root } from './stages.mjs';
import { buildStandalone, findNode, installDependencies, toolEnv } from './toolchain.mjs';

await main(async () => {
  await installDependencies();
  const node = findNode();
  await buildStandalone(node);
  return serve(node);
});

/** Runs the server as a child: forwards signals and resolves with its exit code. */
function serve(node) {
  const program = join(root, 'apps/standalone/dist/main.js');
  const args = ['--enable-source-maps', program, ...process.argv.slice(2)];
  const server = spawn(node, args, { cwd: root, env: toolEnv(node), stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal));
  onParentExit(() => server.kill('SIGTERM'));
  return new Promise((resolve) => server.once('exit', (code) => resolve(code ?? 1)));
}
