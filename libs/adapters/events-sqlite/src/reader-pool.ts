import { VialogError } from '@vialog/contracts';
import type { ReadQuery } from './reader-messages.ts';
import { ReaderProcess, type QueuedQuery, type ReaderProcessOptions } from './reader-process.ts';

export interface ReaderPoolOptions extends ReaderProcessOptions {
  /** Number of processes, and of concurrent queries. */
  readonly readers: number;
  /** Queries that may wait for a process. */
  readonly maxQueued: number;
}

/** A fixed number of reader processes and a queue of queries. */
export class ReaderPool {
  readonly #options: ReaderPoolOptions;
  readonly #readers: readonly ReaderProcess[];
  readonly #queue: QueuedQuery[] = [];
  #closed = false;

  constructor(options: ReaderPoolOptions) {
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
   * Runs a query in the next idle process.
   * @throws {VialogError} QUERY_TOO_EXPENSIVE past the deadline; STORE_UNAVAILABLE when the queue is full, or a process ended
   * or did not start
   * @throws {DamagedDay} when a day file cannot be read
   */
  query(task: ReadQuery): Promise<unknown> {
    if (this.#closed) return Promise.reject(closed());
    const { length } = this.#queue;
    if (length >= this.#options.maxQueued)
      return Promise.reject(
        new VialogError(
          'STORE_UNAVAILABLE',
          `${length} queries wait for the event store; retry in a few seconds.`,
        ),
      );
    return new Promise((resolve, reject) => {
      this.#queue.push({ task, resolve, reject });
      this.#next();
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const query of this.#queue.splice(0)) query.reject(closed());
    await Promise.all(this.#readers.map((reader) => reader.close()));
  }

  #next(): void {
    const reader = this.#readers.find(({ isBusy }) => !isBusy);
    const query = reader && !this.#closed && this.#queue.shift();
    if (query) reader.query(query);
  }
}

const closed = (): VialogError => new VialogError('STORE_UNAVAILABLE', 'The event store is closed.');
