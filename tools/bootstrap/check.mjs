/** `npm run check`: what a change most often breaks, without servers, children or models; lint beside the rest. */
import { add, close, formatCheck, jest, lintCheck, lockCheck, testProjects, typesAlone } from './checks.mjs';
import { main, stage } from './stages.mjs';
import { findNode, installDependencies, toolEnv } from './toolchain.mjs';

/** Layers whose tests touch no file, process or socket of their own; adapters and apps are for `npm test`. */
const quickLayers = new Set(['layer:contracts', 'layer:domain', 'layer:delivery', 'layer:console']);

await main(async () => {
  await installDependencies();
  const node = findNode();
  const env = toolEnv(node);
  const quick = testProjects().filter(({ layer, needs }) => needs.length === 0 && quickLayers.has(layer));
  // Two lanes for two cores, about as long as each other when nothing is remembered.
  const [read, tested] = await Promise.all([readAll(node, env), testQuick(node, env, quick)]);
  return close(add(read, tested));
});

async function readAll(node, env) {
  const linted = await lintCheck(node, env, { cached: true });
  return add(linted, await formatCheck(node, env, { cached: true }));
}

async function testQuick(node, env, projects) {
  const typed = add(await typesAlone(node, env), await lockCheck(env));
  return add(typed, await stage('unit tests', () => jest(node, env, projects)));
}
