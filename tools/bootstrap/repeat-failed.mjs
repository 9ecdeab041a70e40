import { failedFiles } from './task-report.mjs';

/** Failed files up to which a run repeats them, 1. More are not chance: something is broken. */
const maxRepeatedFiles = 5;

/**
 * The test files to repeat, by task: those that failed, as long as every task ended with a report, no check of the whole repository
 * failed, and at most `maxRepeatedFiles` files failed. Otherwise none.
 */
export function filesToRepeat(reports, tasks) {
  const failed = [...reports]
    .map(([task, report]) => [task, failedFiles(report).map(({ name }) => name)])
    .filter(([, names]) => names.length > 0);
  const number = failed.flatMap(([, names]) => names).length;
  const broken = tasks.some((task) => !reports.has(task)) || failed.some(([task]) => !isTest(task));
  return new Map(broken || number > maxRepeatedFiles ? [] : failed);
}

/** Whether a task runs test files: those of a project, or those of all quick projects in one realm. */
const isTest = (task) => /:(test|quick-tests)$/.test(task);

/**
 * Replaces the results of the repeated files by those of the second run. A file without a result in the second run keeps its first.
 * Returns the reports, and the failures of the first run that did not come again, as reports of the same shape.
 */
export function withRepeated(reports, repeated) {
  const merged = new Map(reports);
  const unsteady = new Map();
  for (const [task, { files }] of repeated) {
    const second = new Map(files.map((file) => [file.name, file]));
    const first = reports.get(task);
    merged.set(task, { ...first, files: first.files.map((file) => second.get(file.name) ?? file) });
    const passed = failedFiles(first).filter(({ name }) => second.get(name)?.failures.length === 0);
    if (passed.length > 0) unsteady.set(task, { files: passed });
  }
  return { reports: merged, unsteady };
}
