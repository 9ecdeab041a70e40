/** `npm run check`: what a change most often breaks, without servers, children or models; lint beside the rest. */
import { add, close, jest, lintCheck, quickChecks, testProjects } from './checks.mjs';
import { main, stage } from './stages.mjs';
import { findNode, installDependencies, toolEnv } from './toolchain.mjs';

/** Layers whose tests touch no file, process or socket of their own; adapters and apps are for `npm test`. */
const quickLayers = new Set(['layer:contracts', 'layer:domain', 'layer:delivery', 'layer:console']);

await main(async () => {
  await installDependencies();
  const node = findNode();
  const env = toolEnv(node);
  const quick = testProjects().filter(({ layer, needs }) => needs.length === 0 && quickLayers.has(layer));
  const [linted, rest] = await Promise.all([
    lintCheck(node, env, { cached: true }),
    others(node, env, quick),
  ]);
  return close(add(linted, rest));
});

async function others(node, env, projects) {
  const checked = await quickChecks(node, env, { cached: true });
  return add(checked, await stage('unit tests', () => jest(node, env, projects)));
}
