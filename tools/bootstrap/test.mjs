/**
 * `npm test`: format, lint, types, unit, conformance and end to end, from a fresh clone.
 * Provisions system packages only as root with CI=true or --provision; what is missing is named, and is an error under CI.
 */
import { ensure, mayFetch, mayInstall, report } from '../provision/src/index.mjs';
import { add, close, jest, nothing, staticChecks, testProjects } from './checks.mjs';
import { main, stage } from './stages.mjs';
import { buildWhatChanged, findNode, installDependencies, toolEnv } from './toolchain.mjs';

const inCi = process.env.CI === 'true';
/** Much of the time is waiting: for slots to end, servers to start, leases to run out. jest would leave one core idle. */
const sideBySide = ['--maxWorkers=2'];
const endToEnd = (project) => project.path === 'apps/e2e';

await main(async () => {
  await installDependencies();
  const node = findNode();
  const env = toolEnv(node);
  const projects = testProjects();
  const missing = await stage('system packages', () => provide(projects));
  let sum = inCi ? { ...nothing, failed: missing } : nothing;
  sum = add(sum, await staticChecks(node, env));
  await buildWhatChanged(node);
  const others = projects.filter((project) => !endToEnd(project));
  sum = add(sum, await stage('unit and conformance tests', () => jest(node, env, others, sideBySide)));
  const rooms = projects.filter(endToEnd);
  sum = add(sum, await stage('end to end tests', () => jest(node, env, rooms, sideBySide)));
  return close(sum);
});

/** Brings what the projects need where it may, and says what is still missing; returns how many. */
function provide(projects) {
  const answer = ensure([...new Set(projects.flatMap((project) => project.needs))], {
    install: mayInstall(),
    fetch: mayFetch(),
  });
  for (const line of report(answer)) process.stderr.write(`  ${line}\n`);
  return answer.missing.length;
}
