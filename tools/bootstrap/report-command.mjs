/**
 * Runs a command and reports it as one passed or failed check.
 * Usage, from the root: node tools/bootstrap/report-command.mjs COMMAND [ARGUMENT …]
 */
import { run } from './stages.mjs';
import { reportTask } from './task-report.mjs';

const [command, ...args] = process.argv.slice(2);
const code = await run(command, args);
reportTask({ passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 });
process.exitCode = code;
