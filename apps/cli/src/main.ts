import { readFileSync } from 'node:fs';
import { calendarsCommand } from './calendars/calendars-command.ts';
import { analyticsCommand } from './analytics/analytics-command.ts';
import { camerasCommand } from './cameras/cameras-command.ts';
import { countCommand } from './count/count-command.ts';
import { countsCommand } from './counts/counts-command.ts';
import { demoCommand } from './demo/demo-command.ts';
import { evaluateCommand } from './evaluate/evaluate-command.ts';
import { eventsCommand } from './events/events-command.ts';
import { modelsCommand } from './models/models-command.ts';
import { probeCommand } from './probe/probe-command.ts';
import { onvifCommand } from './onvif/onvif-command.ts';
import { registryCommand } from './registry/registry-command.ts';
import { reportCommand } from './report/report-command.ts';
import { secretsCommand } from './secrets/secrets-command.ts';
import { UsageError, type Command } from './command.ts';

/** Every command of `npx vialog`. */
const commands: Readonly<Record<string, Command>> = {
  calendars: calendarsCommand,
  analytics: analyticsCommand,
  cameras: camerasCommand,
  count: countCommand,
  counts: countsCommand,
  demo: demoCommand,
  evaluate: evaluateCommand,
  events: eventsCommand,
  models: modelsCommand,
  probe: probeCommand,
  onvif: onvifCommand,
  registry: registryCommand,
  report: reportCommand,
  secrets: secretsCommand,
};

const usage = `usage: vialog <command> …
${Object.entries(commands)
  .map(([name, command]) => `  ${name.padEnd(9)} ${command.summary}`)
  .join('\n')}
vialog <command> --help explains a command; vialog --version prints the version.`;

const isHelp = (arg: string): boolean => arg === '--help' || arg === '-h';

/** Exit codes: 0 success, 1 failure, 2 invalid arguments. */
async function main(args: readonly string[]): Promise<number> {
  const [name = '', ...rest] = args;
  const command = commands[name];
  if (args.includes('--version')) return print(`vialog ${version()}`);
  if (args.some(isHelp)) return print(command?.usage ?? usage);
  if (!command) return printError(name === '' ? usage : `unknown command "${name}"\n${usage}`);
  return run(name, command, rest);
}

async function run(name: string, command: Command, args: readonly string[]): Promise<number> {
  try {
    return await command.run(args, process.env['PATH'] ?? '');
  } catch (error) {
    const message = `vialog ${name}: ${Error.isError(error) ? error.message : String(error)}`;
    if (error instanceof UsageError) return printError(`${message}\n${command.usage}`);
    printError(message);
    return 1;
  }
}

function version(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

function print(text: string): number {
  process.stdout.write(`${text}\n`);
  return 0;
}

function printError(text: string): number {
  process.stderr.write(`${text}\n`);
  return 2;
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // The reader of the pipe has exited (`| head`): nothing is left to do.
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});
process.exitCode = await main(process.argv.slice(2));
