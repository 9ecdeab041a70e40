import type { Client } from '@elastic/elasticsearch';
import type { Clock } from '@vialog/contracts';
import type { BoundedClient, StoredDocument } from './bounded-client.ts';
import { statusOf } from './elastic-errors.ts';

interface LeaseDocument {
  readonly kind: 'lease';
  readonly owner: string;
  /** Epoch ms. */
  readonly until: number;
}

/** One owner at a time, by compare-and-set on one document. An owner that is gone is followed after the lease's time. */
export class Lease {
  readonly #elastic: BoundedClient;
  readonly #index: string;
  readonly #id: string;
  readonly #owner: string;
  readonly #clock: Clock;
  readonly #forMs: number;

  constructor(
    elastic: BoundedClient,
    options: { index: string; name: string; owner: string; clock: Clock; forMs?: number },
  ) {
    this.#elastic = elastic;
    this.#index = options.index;
    this.#id = `lease-${options.name}`;
    this.#owner = options.owner;
    this.#clock = options.clock;
    this.#forMs = options.forMs ?? 120_000;
  }

  /** Takes or renews it; false while somebody else has it. */
  async acquire(): Promise<boolean> {
    const now = this.#clock.now();
    const before = await this.#elastic.get<LeaseDocument>(this.#index, this.#id);
    if (before && before.source.owner !== this.#owner && before.source.until > now) return false;
    return this.#write({ kind: 'lease', owner: this.#owner, until: now + this.#forMs }, before);
  }

  /** Gives it back, so that the next one need not wait. */
  async release(): Promise<void> {
    const before = await this.#elastic.get<LeaseDocument>(this.#index, this.#id);
    if (before?.source.owner === this.#owner) await this.#write({ ...before.source, until: 0 }, before);
  }

  #write(document: LeaseDocument, before: StoredDocument<LeaseDocument> | undefined): Promise<boolean> {
    return putIfUnchanged(this.#elastic.raw, { index: this.#index, id: this.#id, document }, before);
  }
}

/** Writes a document only if it is still the one that was read, or still missing. False: somebody was faster. */
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
