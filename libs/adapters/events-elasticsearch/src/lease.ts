import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@elastic/elasticsearch';
import type { Clock } from '@vialog/contracts';
import PQueue from 'p-queue';
import type { BoundedClient, StoredDocument } from './bounded-client.ts';
import { statusOf } from './elastic-errors.ts';

interface LeaseDocument {
  readonly kind: 'lease';
  readonly owner: string;
  /** Epoch ms. */
  readonly until: number;
}

export interface LeaseOptions {
  readonly index: string;
  readonly name: string;
  /** Unique per process. */
  readonly owner: string;
  readonly clock: Clock;
  /** Lifetime without renewal, ms. Default 120,000. */
  readonly ttlMs?: number;
  /** Interval at which `run` retries to acquire a lease that is held, ms. Default 500. */
  readonly retryMs?: number;
}

/** `run` waits a little longer than the lease of a process that crashed lives, ms. */
const waitBeyondTtlMs = 60_000;

/**
 * Mutual exclusion between processes by compare-and-set on one document, and within this process by a queue. The lease
 * of a process that crashed expires after its lifetime.
 */
export class Lease {
  readonly #elastic: BoundedClient;
  readonly #options: LeaseOptions;
  readonly #id: string;
  readonly #ttlMs: number;
  readonly #retryMs: number;
  readonly #queue = new PQueue({ concurrency: 1 });

  constructor(elastic: BoundedClient, options: LeaseOptions) {
    this.#elastic = elastic;
    this.#options = options;
    this.#id = `lease-${options.name}`;
    this.#ttlMs = options.ttlMs ?? 120_000;
    this.#retryMs = options.retryMs ?? 500;
  }

  /** Runs the work with the lease and releases it. Returns undefined, without running it, while another owner holds it. */
  tryRun<T>(work: () => Promise<T>): Promise<T | undefined> {
    return this.#queue.add(async () => {
      if (!(await this.acquire())) return undefined;
      try {
        return await work();
      } finally {
        await this.release();
      }
    });
  }

  /**
   * Runs the work with the lease; waits while another owner holds it.
   * @throws {Error} when another owner renewed the lease all that time
   */
  async run<T>(work: () => Promise<T>): Promise<T> {
    const attempts = Math.ceil((this.#ttlMs + waitBeyondTtlMs) / this.#retryMs);
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const done = await this.tryRun(async () => ({ value: await work() }));
      if (done) return done.value;
      await sleep(this.#retryMs, undefined, { ref: false });
    }
    throw new Error(`lease ${this.#id} is held by another process; expected it to be released; retry later`);
  }

  /** Acquires or renews the lease. False: another owner holds it. */
  async acquire(): Promise<boolean> {
    const { index, owner, clock } = this.#options;
    const now = clock.now();
    const before = await this.#elastic.get<LeaseDocument>(index, this.#id);
    if (before && before.source.owner !== owner && before.source.until > now) return false;
    return this.#write({ kind: 'lease', owner, until: now + this.#ttlMs }, before);
  }

  /**
   * Renews the lease while its work runs.
   * @throws {Error} when it was lost
   */
  async renew(): Promise<void> {
    if (!(await this.acquire()))
      throw new Error(`lease ${this.#id} was lost to another process; retry later`);
  }

  /** Releases the lease, so that the next owner need not wait until it expires. */
  async release(): Promise<void> {
    const { index, owner } = this.#options;
    const before = await this.#elastic.get<LeaseDocument>(index, this.#id);
    if (before?.source.owner === owner) await this.#write({ ...before.source, until: 0 }, before);
  }

  #write(document: LeaseDocument, before: StoredDocument<LeaseDocument> | undefined): Promise<boolean> {
    return putIfUnchanged(this.#elastic.raw, { index: this.#options.index, id: this.#id, document }, before);
  }
}

/** Writes a document by compare-and-set: only if it is unchanged since it was read, or still missing. False: it changed. */
export async function putIfUnchanged(
  client: Client,
  { index, id, document }: { index: string; id: string; document: object },
  before: { readonly seqNo: number; readonly primaryTerm: number } | undefined,
): Promise<boolean> {
  const condition = before
    ? { if_seq_no: before.seqNo, if_primary_term: before.primaryTerm }
    : { op_type: 'create' as const };
  try {
    await client.index({ index, id, document, ...condition }, { requestTimeout: 30_000 });
    return true;
  } catch (error) {
    if (statusOf(error) === 409) return false;
    throw error;
  }
}
