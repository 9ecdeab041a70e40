import { relative } from 'node:path';
import { root } from './stages.mjs';
import { reportTask } from './task-report.mjs';

/** Jest reporter that leaves counts and durations for the end of `npm test`. */
export default class JestCountReporter {
  onRunComplete(_contexts, results) {
    reportTask({
      passed: results.numPassedTests,
      failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
      skipped: results.numPendingTests + results.numTodoTests,
      seconds: (Date.now() - results.startTime) / 1000,
      files: results.testResults.map(({ testFilePath, perfStats }) => ({
        name: relative(root, testFilePath),
        seconds: (perfStats.end - perfStats.start) / 1000,
      })),
    });
  }
}
