import { spawn } from 'node:child_process';

/** An error that a person can correct; it is printed without a stack trace. */
export class Failure extends Error {}

/** Children of this process that have not ended. */
const running = new Set();

/**
 * Runs a command with a time limit.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ limitMs: number, show?: boolean, cwd?: string, env?: NodeJS.ProcessEnv, input?: string }} options `show`: the
 *   output is printed as it comes
 * @returns {Promise<string>} standard output, trimmed
 * @throws {Failure} when the command cannot be started, exits with another code than 0, or exceeds its limit
 */
export async function run(command, args, { limitMs, show = false, cwd, env = process.env, input }) {
  const child = spawn(command, args, { cwd, env, stdio: ['pipe', 'pipe', 'pipe'] });
  running.add(child);
  let exceeded = false;
  const timer = setTimeout(() => {
    exceeded = true;
    child.kill('SIGKILL');
  }, limitMs);
  let out = '';
  let tail = '';
  child.stdout.on('data', (data) => {
    out += data;
    if (show) process.stderr.write(data);
  });
  child.stderr.on('data', (data) => {
    tail = `${tail}${data}`.slice(-4000);
    if (show) process.stderr.write(data);
  });
  child.stdin.on('error', () => undefined).end(input);
  const ended = await new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => resolve(code ?? signal));
  });
  clearTimeout(timer);
  running.delete(child);
  if (ended === 0) return out.trim();
  const reason = exceeded ? `exceeded its limit of ${limitMs / 1000} s` : `failed: ${ended}`;
  throw new Failure(`${command} ${args.slice(0, 4).join(' ')} ${reason}\n${show ? '' : tail}`.trimEnd());
}

/** Whether a command exits with 0 within ten seconds. */
export const succeeds = (command, args, env) =>
  run(command, args, { limitMs: 10_000, env }).then(
    () => true,
    () => false,
  );

/** Kills every command that `run` has started and that has not ended. */
export function killCommands() {
  for (const child of running) child.kill('SIGKILL');
}
