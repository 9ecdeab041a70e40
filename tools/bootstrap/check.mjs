/** `npm run check`: everything that needs no server, in under a minute. */
import { add, close, jest, staticChecks, testProjects } from './checks.mjs';
import { main, stage } from './stages.mjs';
import { findNode, installDependencies, toolEnv } from './toolchain.mjs';

await main(async () => {
  await installDependencies();
  const node = findNode();
  const env = toolEnv(node);
  const checked = await staticChecks(node, env);
  const light = testProjects().filter((project) => project.needs.length === 0);
  return close(add(checked, await stage('unit tests', () => jest(node, env, light))));
});
