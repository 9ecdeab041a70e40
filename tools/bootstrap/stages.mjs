import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Root folder of the project. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** Prints the name of a stage, runs it and prints how long it took. Returns the result of the work. */
export async function stage(name, work) {
  const started = Date.now();
  process.stderr.write(`▸ ${name}\n`);
  const result = await work();
  process.stderr.write(`  ${name}: ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
  return result;
}

/**
 * Runs a command with its output shown and resolves with its exit code. The child shares our process group, so a signal
 * from the terminal reaches both.
 */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], ...options });
    child.once('error', (cause) => reject(new Error(`cannot run ${command}: ${cause.message}`, { cause })));
    child.once('exit', (code, signal) => resolve(code ?? (signal ? 1 : 0)));
  });
}

/**
 * Like `run`, for a command that has to succeed.
 *
 * @throws {Failure} when the command exits with another code than 0.
 */
export async function must(what, command, args, options) {
  const code = await run(command, args, options);
  if (code !== 0) throw new Failure(`${what} failed with exit code ${code}; see the output above.`);
}

/** An error that a person has to correct; printed without a stack trace. */
export class Failure extends Error {}

/** Runs a program. A `Failure` becomes its message on stderr and exit code 1. */
export async function main(program) {
  try {
    process.exitCode = (await program()) ?? 0;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    process.stderr.write(`\n✗ ${error.message}\n`);
    process.exitCode = 1;
  }
}
