import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { root } from './stages.mjs';
import { reportTask } from './task-report.mjs';

/** Lines of a failure message in the summary; the whole message with its code frame is in the output of the test. */
const messageLines = 12;

/** Jest reporter that leaves counts, failures and durations for the end of `npm test`. */
export default class JestCountReporter {
  onRunComplete(_contexts, results) {
    reportTask({
      seconds: (Date.now() - results.startTime) / 1000,
      files: results.testResults.map(fileReport),
    });
  }
}

function fileReport({ testFilePath, perfStats, testResults, failureMessage, ...counts }) {
  const failures = testResults
    .filter(({ status }) => status === 'failed')
    .map(({ fullName, failureMessages }) => ({ title: fullName, message: shortened(failureMessages[0]) }));
  // A file that could not be loaded has a message and no tests.
  if (failureMessage && failures.length === 0)
    failures.push({ title: 'the file did not run', message: shortened(failureMessage) });
  return {
    name: relative(root, testFilePath),
    seconds: (perfStats.end - perfStats.start) / 1000,
    passed: counts.numPassingTests,
    skipped: counts.numPendingTests + counts.numTodoTests,
    failures,
  };
}

const shortened = (message = '') =>
  stripVTControlCharacters(message)
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.includes('node_modules'))
    .slice(0, messageLines)
    .join('\n');
