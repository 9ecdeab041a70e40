import { join } from 'node:path';
import { root, run } from './stages.mjs';
import { clearReports, reportsVariable, sumReports } from './task-report.mjs';

const reports = join(root, '.cache/task-reports');

/** Targets of the root project, defined in package.json: checks of the whole repository. */
export const repositoryChecks = ['format', 'lint', 'types', 'lock-file'];

/**
 * Runs targets with Nx, `parallel` at a time, and sums what they report.
 *
 * @param checks targets of the root project
 * @param projects names of the projects whose `test` target runs
 */
export async function runTasks(node, env, { checks = [], projects = [], parallel = 2 }) {
  clearReports(reports);
  const targets = [...checks, ...(projects.length > 0 ? ['test'] : [])];
  const names = [...(checks.length > 0 ? ['vialog'] : []), ...projects];
  const nx = ['node_modules/nx/dist/bin/nx.js', 'run-many', `--targets=${targets}`, `--projects=${names}`];
  await run(node, [...nx, `--parallel=${parallel}`, '--output-style=static', '--nxBail=false'], {
    env: { ...env, [reportsVariable]: reports },
  });
  const tasks = [...checks.map((check) => `vialog:${check}`), ...projects.map((name) => `${name}:test`)];
  return sumReports(reports, tasks);
}

/** Prints the closing line that machines read, and returns the exit code. */
export function close({ passed, failed, skipped }) {
  process.stdout.write(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);
  return failed === 0 ? 0 : 1;
}
