import { reportTask } from './task-report.mjs';

/** Jest reporter that leaves the number of passed, failed and skipped tests for the closing line of `npm test`. */
export default class JestCountReporter {
  onRunComplete(_contexts, results) {
    reportTask({
      passed: results.numPassedTests,
      failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
      skipped: results.numPendingTests + results.numTodoTests,
    });
  }
}
