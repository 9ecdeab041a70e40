/**
 * `npm test`: format, lint, types, unit, conformance and end to end, from a fresh clone.
 * Provisions system packages only as root with CI=true or --provision; what is missing is named, and is an error under CI.
 */
import { ensure } from '../provision/ensure.mjs';
import { add, close, jest, nothing, staticChecks, testProjects } from './checks.mjs';
import { main, stage } from './stages.mjs';
import { buildWhatChanged, findNode, installDependencies, toolEnv } from './toolchain.mjs';

const inCi = process.env.CI === 'true';

await main(async () => {
  await installDependencies();
  const node = findNode();
  const env = toolEnv(node);
  const projects = testProjects();
  const missing = await stage('system packages', () => provide(projects));
  let sum = missing.length > 0 && inCi ? { ...nothing, failed: missing.length } : nothing;
  sum = add(sum, await staticChecks(node, env));
  await buildWhatChanged(node);
  const alone = (project) => project.path === 'apps/e2e';
  sum = add(
    sum,
    await stage('unit and conformance tests', () =>
      jest(
        node,
        env,
        projects.filter((p) => !alone(p)),
      ),
    ),
  );
  sum = add(
    sum,
    await stage('end to end tests', () => jest(node, env, projects.filter(alone), ['--runInBand'])),
  );
  return close(sum);
});

async function provide(projects) {
  const names = [...new Set(projects.flatMap((project) => project.needs))];
  return ensure(names, { install: inCi || process.argv.includes('--provision') });
}
