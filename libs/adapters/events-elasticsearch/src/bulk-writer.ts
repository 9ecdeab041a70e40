import type { Client } from '@elastic/elasticsearch';
import PQueue from 'p-queue';
import { sendBulk, type BulkItem, type ItemOutcome } from './bulk-request.ts';

export interface BulkWriterOptions {
  /** Maximum documents per request. Default 2,000. */
  readonly maxDocuments?: number;
  /** Concurrent requests. Default 3. */
  readonly concurrency?: number;
  /** Timeout of one request, ms. Default 30,000. */
  readonly timeoutMs?: number;
  /** Batches that may wait for a free request; the outcomes of further batches are `busy` at once. Default 64. */
  readonly maxQueued?: number;
  /** 0 ≤ x < 1. */
  readonly random?: () => number;
}

const minDocuments = 50;
const initialPauseMs = 200;
const maxPauseMs = 15_000;

/**
 * Writes documents in bulk requests and adapts their size to the server: half the size after a rejection, 10 % more
 * after a full request that succeeded. Buffers nothing: items that were not written have the outcome `busy`, and the
 * caller sends them again.
 */
export class BulkWriter {
  readonly #client: Client;
  readonly #maxDocuments: number;
  readonly #timeoutMs: number;
  readonly #maxQueued: number;
  readonly #random: () => number;
  readonly #queue: PQueue;
  #size: number;
  #rejections = 0;

  constructor(client: Client, options: BulkWriterOptions = {}) {
    this.#client = client;
    this.#maxDocuments = options.maxDocuments ?? 2_000;
    this.#timeoutMs = options.timeoutMs ?? 30_000;
    this.#maxQueued = options.maxQueued ?? 64;
    this.#random = options.random ?? Math.random;
    this.#queue = new PQueue({ concurrency: options.concurrency ?? 3 });
    this.#size = this.#maxDocuments;
  }

  /** Maximum documents of the next request. */
  get size(): number {
    return this.#size;
  }

  /** Pause before the next attempt, ms: exponential backoff with jitter over consecutive rejections. */
  get pauseMs(): number {
    const step = Math.min(maxPauseMs, initialPauseMs * 2 ** Math.max(0, this.#rejections - 1));
    return Math.round(step * (0.5 + this.#random()));
  }

  /**
   * Writes items and returns one outcome per item, in order; items with the same id are applied in the given order.
   * After a rejection the remaining items are not sent, so that the server can recover.
   */
  async write(items: readonly BulkItem[]): Promise<readonly ItemOutcome[]> {
    if (this.#queue.size >= this.#maxQueued) return items.map(() => ({ kind: 'busy' }));
    return this.#queue.add(() => this.#writeAll(items));
  }

  async #writeAll(items: readonly BulkItem[]): Promise<readonly ItemOutcome[]> {
    const outcomes: ItemOutcome[] = [];
    while (outcomes.length < items.length) {
      const page = items.slice(outcomes.length, outcomes.length + this.#size);
      const response = await sendBulk(this.#client, page, this.#timeoutMs);
      this.#adapt(response.next, page.length);
      if (response.next === 'tooLarge') continue;
      outcomes.push(...response.outcomes);
      if (response.next === 'busy') break;
    }
    while (outcomes.length < items.length) outcomes.push({ kind: 'busy' });
    return outcomes;
  }

  #adapt(next: 'fine' | 'tooLarge' | 'busy', sent: number): void {
    if (next === 'fine') {
      this.#rejections = 0;
      if (sent >= this.#size) this.#size = Math.min(this.#maxDocuments, Math.ceil(this.#size * 1.1));
      return;
    }
    if (next === 'busy') this.#rejections += 1;
    // After 413 the size halves from what was sent, below the minimum too, down to a single document.
    this.#size =
      next === 'tooLarge'
        ? Math.max(1, Math.floor(sent / 2))
        : Math.max(minDocuments, Math.floor(this.#size / 2));
  }
}
