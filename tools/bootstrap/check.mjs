/** `npm run check`: what a change most often breaks, without servers, children or models; lint beside the rest. */
import {
  add,
  close,
  formatCheck,
  jest,
  lintCheck,
  lockCheck,
  nothing,
  testProjects,
  typesAlone,
} from './checks.mjs';
import { main, stage } from './stages.mjs';
import { findNode, installDependencies, toolEnv } from './toolchain.mjs';

/** Layers whose tests touch no file, process or socket of their own; adapters and apps are for `npm test`. */
const quickLayers = new Set(['layer:contracts', 'layer:domain', 'layer:delivery', 'layer:console']);

await main(async () => {
  await installDependencies();
  const node = findNode();
  const env = toolEnv(node);
  const quick = testProjects().filter(({ layer, needs }) => needs.length === 0 && quickLayers.has(layer));
  const checks = [
    () => stage('unit tests', () => jest(node, env, quick)),
    () => lintCheck(node, env, { cached: true }),
    () => typesAlone(node, env),
    () => formatCheck(node, env, { cached: true }),
    () => lockCheck(env),
  ];
  const lanes = await Promise.all([lane(checks), lane(checks)]);
  return close(lanes.reduce(add));
});

/** One core's work: the next check, as long as there is one. */
async function lane(checks) {
  let sum = nothing;
  for (let next = checks.shift(); next; next = checks.shift()) sum = add(sum, await next());
  return sum;
}
