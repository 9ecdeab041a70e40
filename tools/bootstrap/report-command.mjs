/**
 * Runs a command and reports it as one passed or failed check.
 * Usage, from the root: node tools/bootstrap/report-command.mjs COMMAND [ARGUMENT …]
 */
import { run } from './stages.mjs';
import { reportTask } from './task-report.mjs';

const [command, ...args] = process.argv.slice(2);
const started = performance.now();
const code = await run(command, args);
const seconds = (performance.now() - started) / 1000;
const failures = code === 0 ? [] : [{ title: 'the command failed', message: `exit code ${code}` }];
reportTask({
  seconds,
  files: [{ name: command, seconds, passed: 1 - failures.length, skipped: 0, failures }],
});
process.exitCode = code;
