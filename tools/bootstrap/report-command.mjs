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
reportTask({ passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0, seconds });
process.exitCode = code;
