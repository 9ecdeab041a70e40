/** `npm run dev`: compiler, console build and server watch the sources and restart on every edit. */
import { spawn } from 'node:child_process';
import { main, must, root } from './stages.mjs';
import { findNode, installDependencies, toolEnv, tsc, viteProgram } from './toolchain.mjs';

await main(async () => {
  await installDependencies();
  const node = findNode();
  const env = toolEnv(node);
  const compile = [tsc, '-b', 'apps/standalone/tsconfig.build.json'];
  await must('The build', node, compile, { env });
  const watchers = [
    [node, [...compile, '-w', '--preserveWatchOutput']],
    [node, [viteProgram(), 'build', '--watch', '--logLevel', 'warn', 'apps/console']],
    [node, ['--watch', '--enable-source-maps', 'apps/standalone/dist/main.js']],
  ].map(([command, args]) =>
    spawn(command, args, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] }),
  );
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.on(signal, () => watchers.forEach((child) => child.kill(signal)));
  await Promise.all(watchers.map((child) => new Promise((resolve) => child.once('exit', resolve))));
});
