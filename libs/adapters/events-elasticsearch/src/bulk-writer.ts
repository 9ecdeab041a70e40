import type { Client } from '@elastic/elasticsearch';
import { sendBulk, type BulkItem, type ItemOutcome } from './bulk-request.ts';

export interface BulkWriterOptions {
  /** Most documents of one request. Default 2,000. */
  readonly maxDocuments?: number;
  /** Requests on their way at once. Default 3. */
  readonly concurrency?: number;
  /** How long the server may take over one request, ms. Default 30,000. */
  readonly timeoutMs?: number;
  /** Batches that may wait for their turn; more are told at once to come again. Default 64. */
  readonly maxQueued?: number;
  /** 0 ≤ x < 1. */
  readonly random?: () => number;
}

const fewest = 50;
const firstPauseMs = 200;
const longestPauseMs = 15_000;

/**
 * Writes documents in requests whose size follows what the server takes: half after every refusal, a little more after
 * every full one it took. Keeps nothing: what did not go through is told so, and whoever brought it brings it again.
 */
export class BulkWriter {
  readonly #client: Client;
  readonly #most: number;
  readonly #concurrency: number;
  readonly #timeoutMs: number;
  readonly #maxQueued: number;
  readonly #random: () => number;
  #size: number;
  #refusals = 0;
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(client: Client, options: BulkWriterOptions = {}) {
    this.#client = client;
    this.#most = options.maxDocuments ?? 2_000;
    this.#concurrency = options.concurrency ?? 3;
    this.#timeoutMs = options.timeoutMs ?? 30_000;
    this.#maxQueued = options.maxQueued ?? 64;
    this.#random = options.random ?? Math.random;
    this.#size = this.#most;
  }

  /** Documents the next request will hold at most. */
  get size(): number {
    return this.#size;
  }

  /** How long to stay away after a refusal, ms: longer with every one in a row, never the same for two who wait. */
  get pauseMs(): number {
    const step = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.max(0, this.#refusals - 1));
    return Math.round(step * (0.5 + this.#random()));
  }

  /**
   * One outcome per item, in order; items of one id are applied in the order given. After a refusal the rest is not
   * tried: a server that is busy is left alone.
   */
  async write(items: readonly BulkItem[]): Promise<readonly ItemOutcome[]> {
    if (this.#waiting.length >= this.#maxQueued) return items.map(() => ({ kind: 'busy' }));
    await this.#turn();
    try {
      return await this.#writeAll(items);
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running -= 1;
    }
  }

  async #writeAll(items: readonly BulkItem[]): Promise<readonly ItemOutcome[]> {
    const outcomes: ItemOutcome[] = [];
    while (outcomes.length < items.length) {
      const some = items.slice(outcomes.length, outcomes.length + this.#size);
      const answer = await sendBulk(this.#client, some, this.#timeoutMs);
      this.#learn(answer.next, some.length);
      if (answer.next === 'tooLarge') continue;
      outcomes.push(...answer.outcomes);
      if (answer.next === 'busy') break;
    }
    while (outcomes.length < items.length) outcomes.push({ kind: 'busy' });
    return outcomes;
  }

  #learn(next: 'fine' | 'tooLarge' | 'busy', sent: number): void {
    if (next === 'fine') {
      this.#refusals = 0;
      if (sent >= this.#size) this.#size = Math.min(this.#most, Math.ceil(this.#size * 1.1));
      return;
    }
    if (next === 'busy') this.#refusals += 1;
    // Too large counts by what was sent; below the fewest it goes on halving until a single document remains.
    this.#size =
      next === 'tooLarge' ? Math.max(1, Math.floor(sent / 2)) : Math.max(fewest, Math.floor(this.#size / 2));
  }

  async #turn(): Promise<void> {
    if (this.#running >= this.#concurrency) await new Promise<void>((go) => this.#waiting.push(go));
    else this.#running += 1;
  }
}
