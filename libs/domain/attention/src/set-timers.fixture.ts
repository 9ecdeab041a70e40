import type { AttentionTimers } from './attention-source.port.ts';

/** A clock that a test sets, and timers that follow it. */
export class SetTime implements AttentionTimers {
  #now = Date.parse('2026-03-02T08:00:00.000Z');
  readonly #tasks = new Set<() => void>();
  #pauses: { readonly until: number; readonly end: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  monotonic(): number {
    return this.#now;
  }

  every(_ms: number, task: () => void): () => void {
    this.#tasks.add(task);
    return () => this.#tasks.delete(task);
  }

  pause(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (ms <= 0) resolve();
      else this.#pauses.push({ until: this.#now + ms, end: resolve });
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
  }

  /** Tasks that repeat, number. */
  get tasks(): number {
    return this.#tasks.size;
  }

  /** Moves the clock and lets pauses end. */
  async advance(ms: number): Promise<void> {
    this.#now += ms;
    for (const { until, end } of this.#pauses) if (until <= this.#now) end();
    this.#pauses = this.#pauses.filter(({ until }) => until > this.#now);
    await this.settle();
  }

  /** Runs the tasks that repeat. */
  async tick(): Promise<void> {
    for (const task of this.#tasks) task();
    await this.settle();
  }

  /** Lets promises that can go on do so. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
  }
}
