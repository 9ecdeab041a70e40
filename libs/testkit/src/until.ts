import { setTimeout as sleep } from 'node:timers/promises';

const pollMs = 10;

/**
 * Waits until a condition holds. The limit is generous, because machines differ; it only ends a test that hangs.
 *
 * @throws {Error} when the condition does not hold within 5 min.
 */
export async function until(condition: () => boolean | Promise<boolean>, limitMs = 300_000): Promise<void> {
  const deadline = performance.now() + limitMs;
  while (!(await condition())) {
    if (performance.now() > deadline)
      throw new Error(`the condition did not hold within ${limitMs / 1000} s`);
    await sleep(pollMs);
  }
}
