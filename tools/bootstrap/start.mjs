/** `npm start`: from a fresh clone to a running Vialog with its demo. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
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
  endWithParent(server);
  return new Promise((resolve) => server.once('exit', (code) => resolve(code ?? 1)));
}

/** npm ends without telling us when it is told to end: a server nobody holds any more is ended politely. */
function endWithParent(server) {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    server.kill('SIGTERM');
  }, 500);
  watch.unref();
}
