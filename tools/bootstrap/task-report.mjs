import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Environment variable with the folder in which every Nx task of a run leaves its counts. */
export const reportsVariable = 'VIALOG_TASK_REPORTS';

/**
 * Writes the report of the running Nx task: `passed`, `failed`, `skipped`, its duration `seconds`, and `files` with name and
 * seconds of each test file. Does nothing outside of a counted run.
 */
export function reportTask(report) {
  const {
    NX_TASK_TARGET_PROJECT: project,
    NX_TASK_TARGET_TARGET: target,
    [reportsVariable]: folder,
  } = process.env;
  if (!folder || !project) return;
  writeFileSync(join(folder, encodeURIComponent(`${project}:${target}.json`)), JSON.stringify(report));
}

/** Empties the folder of the reports. */
export function clearReports(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
}

/** The reports of a run by task, for example `@vialog/events:test`. */
export function readReports(folder) {
  return new Map(
    readdirSync(folder).map((name) => [
      decodeURIComponent(name).slice(0, -'.json'.length),
      JSON.parse(readFileSync(join(folder, name), 'utf8')),
    ]),
  );
}

/** Sums the reports of a run. A task without a report crashed or did not start, and counts as one failure. */
export function sumReports(reports, tasks) {
  const missing = tasks.filter((task) => !reports.has(task));
  for (const task of missing) process.stdout.write(`✗ ${task} ended without a report\n`);
  for (const [task, { failed }] of reports)
    if (failed > 0) process.stdout.write(`✗ ${task}: ${failed} failed\n`);
  return [...reports.values()].reduce(add, { passed: 0, failed: missing.length, skipped: 0 });
}

/** Tasks and files in the list of what takes the time. */
const listed = 10;

/** The slowest tasks and test files of a run, as lines of two tables. */
export function slowest(reports) {
  const tasks = [...reports].map(([name, { seconds }]) => ({ name, seconds }));
  const files = [...reports.values()].flatMap(({ files = [] }) => files);
  return [...table('Slowest tasks', tasks), ...table('Slowest test files', files)];
}

function table(title, rows) {
  const chosen = [...rows].sort((a, b) => b.seconds - a.seconds).slice(0, listed);
  const lines = chosen.map(({ name, seconds }) => `${seconds.toFixed(0).padStart(6)} s  ${name}`);
  return lines.length > 0 ? ['', title, ...lines] : [];
}

const add = (a, b) => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
});
