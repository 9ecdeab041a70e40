import { join } from 'node:path';
import { root, run } from './stages.mjs';
import { clearReports, reportsVariable, sumReports } from './task-report.mjs';

const reports = join(root, '.cache/task-reports');

/** Targets of the root project, defined in package.json: checks of the whole repository. */
export const repositoryChecks = ['format', 'lint', 'types', 'lock-file'];

/**
 * Runs targets with Nx, `parallel` at a time, and sums what they report. End-to-end tests take longest and mostly wait, but Nx
 * would start them last, because no other task depends on them: they run beside everything else.
 *
 * @param checks targets of the root project
 * @param projects the projects whose `test` target runs, from `testProjects`
 */
export async function runTasks(node, env, { checks = [], projects = [], parallel = 2 }) {
  clearReports(reports);
  const namesOf = (list) => list.map(({ name }) => name);
  const endToEnd = namesOf(projects.filter(({ size }) => size === 'e2e'));
  const others = namesOf(projects.filter(({ size }) => size !== 'e2e'));
  // The build, on which end-to-end tests depend, includes the type check.
  const remaining = checks.filter((check) => endToEnd.length === 0 || check !== 'types');
  await Promise.all([
    runMany(node, env, { checks: [], projects: endToEnd, parallel: 1 }),
    runMany(node, env, { checks: remaining, projects: others, parallel }),
  ]);
  const tasks = [
    ...checks.map((check) => `vialog:${check}`),
    ...namesOf(projects).map((name) => `${name}:test`),
  ];
  return sumReports(reports, tasks);
}

async function runMany(node, env, { checks, projects, parallel }) {
  if (checks.length + projects.length === 0) return;
  const targets = [...checks, ...(projects.length > 0 ? ['test'] : [])];
  const names = [...(checks.length > 0 ? ['vialog'] : []), ...projects];
  const nx = ['node_modules/nx/dist/bin/nx.js', 'run-many', `--targets=${targets}`, `--projects=${names}`];
  await run(node, [...nx, `--parallel=${parallel}`, '--output-style=static', '--nxBail=false'], {
    env: { ...env, [reportsVariable]: reports },
  });
}

/** Prints the closing line that machines read, and returns the exit code. */
export function close({ passed, failed, skipped }) {
  process.stdout.write(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);
  return failed === 0 ? 0 : 1;
}
