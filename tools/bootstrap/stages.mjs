import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Where the project is. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** Says what is being done and, when it is over, how long it took. Returns what the work returned. */
export async function stage(name, work) {
  const started = Date.now();
  process.stderr.write(`▸ ${name}\n`);
  const result = await work();
  process.stderr.write(`  ${name}: ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
  return result;
}

/**
 * Runs a command to its end with its output shown; resolves with its exit code.
 * A signal to us reaches it too: it shares our process group.
 */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], ...options });
    child.once('error', (cause) => reject(new Error(`cannot run ${command}: ${cause.message}`, { cause })));
    child.once('exit', (code, signal) => resolve(code ?? (signal ? 1 : 0)));
  });
}

/** Like `run`, and a failure ends this program with a sentence instead of a stack. */
export async function must(what, command, args, options) {
  const code = await run(command, args, options);
  if (code !== 0) throw new Failure(`${what} failed (exit code ${code}); the lines above say why.`);
}

/** Something a person has to mend; printed without a stack. */
export class Failure extends Error {}

/** Runs a program and turns a Failure into its message and exit code 1. */
export async function main(program) {
  try {
    process.exitCode = (await program()) ?? 0;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    process.stderr.write(`\n✗ ${error.message}\n`);
    process.exitCode = 1;
  }
}
