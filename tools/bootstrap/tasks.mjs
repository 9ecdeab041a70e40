import { join } from 'node:path';
import { balancedLanes, nameOf } from './lanes.mjs';
import { filesToRepeat, withRepeated } from './repeat-failed.mjs';
import { root, run } from './stages.mjs';
import {
  clearReports,
  failureLines,
  readReports,
  reportsVariable,
  slowest,
  sumReports,
} from './task-report.mjs';

const reports = join(root, '.cache/task-reports');
const nx = 'node_modules/nx/dist/bin/nx.js';

/** Targets of the root project, defined in package.json: checks of the whole repository. */
export const repositoryChecks = ['format', 'lint', 'types', 'lock-file'];

/**
 * Runs targets with Nx and sums what they report. Nx would start the longest tests last, because no other task depends on
 * them, so that they would run alone at the end: the tasks are distributed to `lanes` of equal duration, one task of a lane
 * after the other. End-to-end tests take longest and mostly wait; they run beside the lanes.
 *
 * @param checks targets of the root project
 * @param projects the projects whose `test` target runs, from `testProjects`
 * @param repeats whether failed test files run once more, alone (ADR 57)
 */
export async function runTasks(node, env, { checks = [], projects = [], lanes = 2, repeats = false }) {
  clearReports(reports);
  const endToEnd = projects.filter(({ size }) => size === 'e2e');
  // The type check uses what the build for the end-to-end tests has compiled.
  const withBuild = endToEnd.length > 0 ? checks.filter((check) => check === 'types') : [];
  const beside = [
    ...checks.filter((check) => !withBuild.includes(check)).map(asCheck),
    ...projects.filter(({ size }) => size !== 'e2e').map(asTest),
  ];
  const nxEnv = {
    ...env,
    NX_ISOLATE_PLUGINS: 'false',
    // Threads that a test starts from source compile their modules once in the run and not once per thread.
    NODE_COMPILE_CACHE: join(root, '.cache/compiled'),
    [reportsVariable]: reports,
  };
  // Writes the project graph, which all lanes then read.
  await run(node, [nx, 'show', 'projects'], { env: nxEnv, stdio: ['ignore', 'ignore', 'inherit'] });
  await Promise.all([
    runMany(node, nxEnv, [...withBuild.map(asCheck), ...endToEnd.map(asTest)]),
    ...balancedLanes(beside, lanes).map((lane) => runMany(node, nxEnv, lane, 1)),
  ]);
  const tasks = [...checks.map(asCheck), ...projects.map(asTest)].map(nameOf);
  const found = readReports(reports);
  print(slowest(found));
  const final = repeats ? await repeatFailed(node, nxEnv, found, tasks) : found;
  const failures = failureLines(final, tasks);
  if (failures.length > 0) print(['', 'Failed:', ...failures]);
  return sumReports(final, tasks);
}

/** Runs the failed test files once more, one task after the other, and names those that passed this time. */
async function repeatFailed(node, env, found, tasks) {
  const failed = filesToRepeat(found, tasks);
  if (failed.size === 0) return found;
  clearReports(reports);
  for (const [task, names] of failed) {
    print(['', `Repeating ${names.join(', ')}`]);
    const paths = names.map((name) => join(root, name));
    await run(node, [nx, 'run', task, '--output-style=static', '--', '--runTestsByPath', ...paths], { env });
  }
  const { reports: final, unsteady } = withRepeated(found, readReports(reports));
  if (unsteady.size > 0) print(['', 'Failed, then passed alone (each is a defect to mend):']);
  print(failureLines(unsteady, []));
  return final;
}

const print = (lines) => process.stdout.write(lines.map((line) => `${line}\n`).join(''));

const asCheck = (target) => ({ project: 'vialog', target });
const asTest = ({ name }) => ({ project: name, target: 'test' });

/** Runs one Nx for tasks that are the product of their targets and their projects, as far as these exist. */
async function runMany(node, env, tasks, parallel = 2) {
  if (tasks.length === 0) return;
  const targets = [...new Set(tasks.map(({ target }) => target))];
  const names = [...new Set(tasks.map(({ project }) => project))];
  const many = [nx, 'run-many', `--targets=${targets}`, `--projects=${names}`, `--parallel=${parallel}`];
  await run(node, [...many, '--output-style=static', '--nxBail=false'], { env });
}

/** Prints the closing line that machines read, and returns the exit code. */
export function close({ passed, failed, skipped }) {
  process.stdout.write(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);
  return failed === 0 ? 0 : 1;
}
