import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Environment variable with the folder in which every Nx task of a run leaves its counts. */
export const reportsVariable = 'VIALOG_TASK_REPORTS';

/** Writes `{ passed, failed, skipped }` of the running Nx task. Does nothing outside of a counted run. */
export function reportTask(counts) {
  const {
    NX_TASK_TARGET_PROJECT: project,
    NX_TASK_TARGET_TARGET: target,
    [reportsVariable]: folder,
  } = process.env;
  if (!folder || !project) return;
  writeFileSync(join(folder, encodeURIComponent(`${project}:${target}.json`)), JSON.stringify(counts));
}

/** Empties the folder of the reports. */
export function clearReports(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
}

/** Sums the reports of a run. A task without a report crashed or did not start, and counts as one failure. */
export function sumReports(folder, tasks) {
  const reports = new Map(
    readdirSync(folder).map((name) => [
      decodeURIComponent(name).slice(0, -'.json'.length),
      JSON.parse(readFileSync(join(folder, name), 'utf8')),
    ]),
  );
  const missing = tasks.filter((task) => !reports.has(task));
  for (const task of missing) process.stdout.write(`✗ ${task} ended without a report\n`);
  for (const [task, { failed }] of reports)
    if (failed > 0) process.stdout.write(`✗ ${task}: ${failed} failed\n`);
  return [...reports.values()].reduce(add, { passed: 0, failed: missing.length, skipped: 0 });
}

const add = (a, b) => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
});
