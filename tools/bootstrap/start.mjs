/** `npm start`: from a fresh clone to a running Vialog with its demo. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { whenNobodyHoldsUs } from './held.mjs';
import { main, root } from './stages.mjs';
import { buildForOneMachine, findNode, installDependencies, toolEnv } from './toolchain.mjs';

await main(async () => {
  await installDependencies();
  const node = findNode();
  await buildForOneMachine(node);
  return serve(node);
});

/** Starts the server in our place: signals go through, its exit code becomes ours. */
function serve(node) {
  const server = spawn(
    node,
    ['--enable-source-maps', join(root, 'apps/standalone/dist/main.js'), ...process.argv.slice(2)],
    {
      cwd: root,
      env: toolEnv(node),
      stdio: 'inherit',
    },
  );
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal));
  whenNobodyHoldsUs(() => server.kill('SIGTERM'));
  return new Promise((resolve) => server.once('exit', (code) => resolve(code ?? 1)));
}
