/**
 * `npm test`: format, lint, types, lock file and all tests, from a fresh clone.
 *
 *   npm test                          everything; the quick unit tests share one realm, as in `npm run check`
 *   npm run test:unit                 also :integration and :e2e
 *   npm test -- events measuring      the tests of these projects
 *   npm run test:changed              the tests of all projects that depend on a file changed since `main`
 *   npm test -- --no-repeat           failed test files are not run a second time
 *
 * Installs system packages only as root with CI=true or --provision. Missing packages are listed; under CI=true each is a
 * failure.
 */
import { execFileSync } from 'node:child_process';
import { ensure, mayFetch, mayInstall, report } from '../provision/src/index.mjs';
import { Failure, main, root, stage } from './stages.mjs';
import { close, repositoryChecks, runTasks } from './tasks.mjs';
import { findNode, installDependencies, toolEnv } from './toolchain.mjs';
import { isQuick, testProjects } from './workspaces.mjs';

/**
 * Lanes of tests beside the end-to-end tests. More than cores, because tests wait for slots to end, servers to start and leases to
 * expire; the cores have something to do meanwhile. A fourth lane took time from the end-to-end tests, which end last.
 */
const lanes = 3;

/** Arguments that select no tests. */
const options = ['--provision', '--no-repeat'];

await main(async () => {
  await installDependencies();
  const node = findNode();
  const env = toolEnv(node);
  const args = process.argv.slice(2);
  const selected = select(
    args.filter((arg) => !options.includes(arg)),
    node,
    env,
  );
  const missing = await stage('system packages', () => provision(selected.projects));
  const tasks = selected.everything
    ? {
        checks: [...repositoryChecks, 'quick-tests'],
        projects: selected.projects.filter((project) => !isQuick(project)),
      }
    : { projects: selected.projects };
  const sum = await runTasks(node, env, { ...tasks, lanes, repeats: !args.includes('--no-repeat') });
  return close(process.env.CI === 'true' ? { ...sum, failed: sum.failed + missing } : sum);
});

function select(args, node, env) {
  const projects = testProjects();
  if (args.length === 0) return { everything: true, projects };
  const chosen = args.flatMap((arg) => choose(arg, projects, node, env));
  return { everything: false, projects: projects.filter((project) => chosen.includes(project)) };
}

function choose(arg, projects, node, env) {
  if (arg === '--changed') return changedProjects(projects, node, env);
  const size = /^--size=(.+)$/.exec(arg)?.[1];
  const found = projects.filter(({ name, folder, size: own }) =>
    size
      ? own === size
      : [name, `@vialog/${arg}`].includes(name) && [name, folder].some((text) => text.endsWith(arg)),
  );
  if (found.length > 0) return found;
  const names = projects.map(({ name }) => name.replace('@vialog/', '')).join(', ');
  throw new Failure(
    `Unknown project ${arg}. Expected --changed, --size=unit|integration|e2e, or one of: ${names}.`,
  );
}

function changedProjects(projects, node, env) {
  const nx = ['node_modules/nx/dist/bin/nx.js', 'show', 'projects', '--affected', '--base=main', '--json'];
  const names = JSON.parse(execFileSync(node, nx, { cwd: root, env, encoding: 'utf8' }));
  return projects.filter(({ name }) => names.includes(name));
}

/** Installs what the projects need if that is allowed, and lists what is missing. Returns the number missing. */
function provision(projects) {
  const names = [...new Set(projects.flatMap((project) => project.needs))];
  const provisioned = ensure(names, { install: mayInstall(), fetch: mayFetch() });
  for (const line of report(provisioned)) process.stderr.write(`  ${line}\n`);
  return provisioned.missing.length;
}
