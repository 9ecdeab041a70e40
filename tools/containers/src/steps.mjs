import { setTimeout as sleep } from 'node:timers/promises';
import { Failure, killCommands } from './commands.mjs';

/**
 * Runs a part of the check, and prints its name and how long it took.
 *
 * @template T
 * @param {string} name
 * @param {number} limitMs after this time the commands that are running are killed
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 * @throws {Failure} when the step exceeds its limit
 */
export async function step(name, limitMs, work) {
  const began = Date.now();
  process.stderr.write(`▸ ${name}\n`);
  const timer = new AbortController();
  const limit = sleep(limitMs, undefined, { signal: timer.signal }).then(
    () => {
      killCommands();
      throw new Failure(`the step "${name}" exceeded its limit of ${limitMs / 1000} s`);
    },
    () => undefined,
  );
  try {
    return await Promise.race([work(), limit]);
  } finally {
    timer.abort();
    process.stderr.write(`  ${name}: ${((Date.now() - began) / 1000).toFixed(1)} s\n`);
  }
}

/** Undoes what a run has started, the last first. A task that fails is printed and does not keep the others from running. */
export class CleanUp {
  #tasks = [];
  #ended;

  /** @param {string} name @param {number} limitMs @param {() => Promise<unknown>} task */
  add(name, limitMs, task) {
    this.#tasks.push({ name, limitMs, task });
  }

  /** Runs every task once; later calls wait for the first. @returns {Promise<boolean>} whether every task succeeded */
  run() {
    this.#ended ??= this.#runTasks();
    return this.#ended;
  }

  async #runTasks() {
    let succeeded = true;
    for (const { name, limitMs, task } of this.#tasks.reverse())
      await step(name, limitMs, task).catch((error) => {
        succeeded = false;
        process.stderr.write(`✗ ${name}: ${error.message}\n`);
      });
    return succeeded;
  }
}

/** Repeats until `faults()` returns an empty list. @throws {Failure} with the last list when the limit is exceeded */
export async function untilNone(what, faults, limitMs) {
  const deadline = Date.now() + limitMs;
  for (;;) {
    const found = await faults();
    if (found.length === 0) return;
    if (Date.now() > deadline)
      throw new Failure(`${what}: not within ${limitMs / 1000} s: ${found.join('; ')}`);
    await sleep(1_000);
  }
}
