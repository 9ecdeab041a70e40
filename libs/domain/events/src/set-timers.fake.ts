import type { Timers } from './timers.port.ts';

/** Timers that fire when a test says so. */
export class SetTimers implements Timers {
  readonly #tasks = new Map<() => void, number>();

  every(ms: number, task: () => void): () => void {
    this.#tasks.set(task, ms);
    return () => void this.#tasks.delete(task);
  }

  /** Intervals of the running timers, ms. */
  get intervals(): readonly number[] {
    return [...this.#tasks.values()];
  }

  /** Runs every task once. */
  fire(): void {
    for (const task of this.#tasks.keys()) task();
  }
}
