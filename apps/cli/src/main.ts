import { countCommand } from './count/count-command.ts';
import { eventsCommand } from './events/events-command.ts';
import { UsageError, type Command } from './command.ts';

/** Every command of `npx vialog`. */
const commands: Readonly<Record<string, Command>> = { count: countCommand, events: eventsCommand };

const usage = `usage: vialog <command> …
${Object.entries(commands)
  .map(([name, command]) => `  ${name.padEnd(8)} ${command.what}`)
  .join('\n')}
vialog <command> --help says more.`;

/** Exit codes: 0 done, 1 it could not be done, 2 the call was wrong. */
async function main(args: readonly string[]): Promise<number> {
  const [name = '', ...rest] = args;
  const command = commands[name];
  if (name === '--help') return say(usage);
  if (!command) return complain(name === '' ? usage : `there is no command "${name}"\n${usage}`);
  if (rest.includes('--help')) return say(command.usage);
  try {
    return await command.run(rest, process.env['PATH'] ?? '');
  } catch (error) {
    const sentence = `vialog ${name}: ${Error.isError(error) ? error.message : String(error)}`;
    if (error instanceof UsageError) return complain(`${sentence}\n${command.usage}`);
    complain(sentence);
    return 1;
  }
}

function say(text: string): number {
  process.stdout.write(`${text}\n`);
  return 0;
}

function complain(text: string): number {
  process.stderr.write(`${text}\n`);
  return 2;
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // The reader went away (`| head`): nothing is left to do.
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});
process.exitCode = await main(process.argv.slice(2));
