import { VialogError } from '@vialog/contracts';
import PQueue from 'p-queue';

export interface QueueLimits {
  /** Tasks that run at the same time. */
  readonly concurrency: number;
  /** Tasks that may wait; further tasks are rejected at once. */
  readonly maxQueued: number;
  /** Maximum time in the queue, ms; Infinity: no limit. */
  readonly queueTimeoutMs: number;
}

/** Runs tasks with bounded concurrency, a bounded queue and a bounded waiting time. */
export class BoundedQueue {
  readonly #limits: QueueLimits;
  readonly #name: string;
  readonly #queue: PQueue;

  /** `name`: what waits, in plural, for error messages. */
  constructor(name: string, limits: QueueLimits) {
    this.#name = name;
    this.#limits = limits;
    this.#queue = new PQueue({ concurrency: limits.concurrency });
  }

  /**
   * Runs a task as soon as fewer than `concurrency` tasks run.
   * @throws {VialogError} STORE_UNAVAILABLE when the queue is full or the task waited too long
   */
  run<T>(task: () => Promise<T>): Promise<T> {
    const { maxQueued, queueTimeoutMs } = this.#limits;
    if (this.#queue.size >= maxQueued)
      return Promise.reject(unavailable(`${maxQueued} ${this.#name} wait for Elasticsearch`));
    const waiting = new AbortController();
    const timer = Number.isFinite(queueTimeoutMs)
      ? setTimeout(() => waiting.abort(this.#timeout()), queueTimeoutMs)
      : undefined;
    const run = (): Promise<T> => {
      clearTimeout(timer);
      return task();
    };
    return this.#queue.add(run, { signal: waiting.signal });
  }

  #timeout(): VialogError {
    const { queueTimeoutMs } = this.#limits;
    return unavailable(`Elasticsearch is too slow: ${this.#name} wait longer than ${queueTimeoutMs} ms`);
  }
}

const unavailable = (reason: string): VialogError =>
  new VialogError('STORE_UNAVAILABLE', `${reason}; retry in a few seconds.`);
