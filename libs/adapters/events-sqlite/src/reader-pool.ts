import { VialogError } from '@vialog/contracts';
import type { ReadQuery } from './reader-messages.ts';
import { ReaderProcess } from './reader-process.ts';

export interface ReaderOptions {
  readonly folder: string;
  /** Longest a question may run, ms; then its process is killed. */
  readonly deadlineMs: number;
  /** Processes, and so questions at once. */
  readonly readers: number;
  /** Questions that may wait for a process. */
  readonly maxQueued: number;
}

type Waiting = Parameters<ReaderProcess['query']>[0];

/** A few reader processes and the questions that wait for them. */
export class ReaderPool {
  readonly #options: ReaderOptions;
  readonly #readers: readonly ReaderProcess[];
  readonly #queue: Waiting[] = [];
  #closed = false;

  constructor(options: ReaderOptions) {
    this.#options = options;
    this.#readers = Array.from(
      { length: options.readers },
      () => new ReaderProcess(options, () => this.#next()),
    );
  }

  get folder(): string {
    return this.#options.folder;
  }

  /**
   * Answers a question. Rejects with a VialogError QUERY_TOO_EXPENSIVE past the deadline, STORE_UNAVAILABLE where the
   * queue is full or a process died, DamagedFile where a day file cannot be read.
   */
  query(task: ReadQuery): Promise<unknown> {
    if (this.#closed)
      return Promise.reject(new VialogError('STORE_UNAVAILABLE', 'The event store is closed.'));
    if (this.#queue.length >= this.#options.maxQueued)
      return Promise.reject(
        new VialogError(
          'STORE_UNAVAILABLE',
          `${this.#queue.length} questions wait already; ask again in a moment.`,
        ),
      );
    return new Promise((resolve, reject) => {
      this.#queue.push({ task, resolve, reject });
      this.#next();
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const waiting of this.#queue.splice(0))
      waiting.reject(new VialogError('STORE_UNAVAILABLE', 'The event store is closed.'));
    await Promise.all(this.#readers.map((reader) => reader.close()));
  }

  #next(): void {
    const reader = this.#readers.find(({ isBusy }) => !isBusy);
    const waiting = reader && !this.#closed && this.#queue.shift();
    if (waiting) reader.query(waiting);
  }
}
