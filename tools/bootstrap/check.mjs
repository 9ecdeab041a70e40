/** `npm run check`: what a change most often breaks, without servers, children or models; on two cores, in two lanes. */
import { add, close, formatCheck, lintCheck, lockCheck, nothing, quickUnits } from './checks.mjs';
import { main, stage } from './stages.mjs';
import { findNode, installDependencies, toolEnv } from './toolchain.mjs';

await main(async () => {
  await installDependencies();
  const node = findNode();
  const env = toolEnv(node);
  const checks = [
    () => lintCheck(node, env, { types: true }),
    () => stage('unit tests', () => quickUnits(node, env)),
    () => formatCheck(node, env),
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
