import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Environment variable with the folder in which every Nx task of a run leaves its counts. */
export const reportsVariable = 'VIALOG_TASK_REPORTS';

/**
 * Writes the report of the running Nx task: its duration `seconds`, and for each test file `name`, `seconds`, the numbers of tests
 * `passed` and `skipped`, and the `failures` with title and message. Does nothing outside of a counted run.
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

/** Files of a task that failed. */
export const failedFiles = ({ files }) => files.filter(({ failures }) => failures.length > 0);

/** Sums the reports of a run. A task without a report crashed or did not start, and counts as one failure. */
export function sumReports(reports, tasks) {
  const files = [...reports.values()].flatMap((report) => report.files);
  return files.reduce(add, {
    passed: 0,
    failed: tasks.filter((task) => !reports.has(task)).length,
    skipped: 0,
  });
}

/** The tasks without a report and the failed tests of a run, as lines. */
export function failureLines(reports, tasks) {
  const missing = tasks
    .filter((task) => !reports.has(task))
    .map((task) => `✗ ${task} ended without a report`);
  const failed = [...reports].flatMap(([task, report]) =>
    failedFiles(report).flatMap((file) =>
      file.failures.flatMap((failure) => lines(task, file.name, failure)),
    ),
  );
  return [...missing, ...failed];
}

function lines(task, file, { title, message }) {
  return [`✗ ${task} ${file}`, `  ${title}`, ...message.split('\n').map((line) => `    ${line}`)];
}

/** Tasks and files in the list of what takes the time. */
const listed = 10;

/** The slowest tasks and test files of a run, as lines of two tables. */
export function slowest(reports) {
  const tasks = [...reports].map(([name, { seconds }]) => ({ name, seconds }));
  const files = [...reports.values()].flatMap(({ files }) => files);
  return [...table('Slowest tasks', tasks), ...table('Slowest test files', files)];
}

function table(title, rows) {
  const chosen = [...rows].sort((a, b) => b.seconds - a.seconds).slice(0, listed);
  const lines = chosen.map(({ name, seconds }) => `${seconds.toFixed(0).padStart(6)} s  ${name}`);
  return lines.length > 0 ? ['', title, ...lines] : [];
}

const add = (sum, { passed, skipped, failures }) => ({
  passed: sum.passed + passed,
  failed: sum.failed + failures.length,
  skipped: sum.skipped + skipped,
});
