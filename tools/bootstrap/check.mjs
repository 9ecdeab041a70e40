/** `npm run check`: what a change breaks most often, without servers, child processes or models. */
import { close, runTasks } from './tasks.mjs';
import { main } from './stages.mjs';
import { findNode, installDependencies, toolEnv } from './toolchain.mjs';

await main(async () => {
  await installDependencies();
  const node = findNode();
  const checks = ['lint-and-types', 'quick-tests', 'format', 'lock-file'];
  return close(await runTasks(node, toolEnv(node), { checks }));
});
