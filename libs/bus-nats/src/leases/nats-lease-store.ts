import type { Lease, LeaseStore } from '@vialog/ingest';
import { jetstream, JetStreamApiError } from '@nats-io/jetstream';
import { Kvm, type KV } from '@nats-io/kv';
import type { NatsConnection } from '@nats-io/transport-node';
import { readEntries } from '../buckets/read-entries.ts';
import { leasesBucket } from '../topology/streams.ts';

/** Shorter than the pause between two renewals, ms: one that got lost is sent again in time. */
const timeoutMs = 2_000;
const wrongLastSequence = 10_071;

/** Leases as keys `<region>.<key>` whose value is the holder; the bucket forgets what is not renewed. */
export class NatsLeaseStore implements LeaseStore {
  readonly #connection: NatsConnection;
  readonly #region: string;
  #bucket: Promise<KV> | undefined;

  constructor(connection: NatsConnection, region: string) {
    this.#connection = connection;
    this.#region = region;
  }

  async take(key: string, holder: string): Promise<number | undefined> {
    const bucket = await this.#open();
    try {
      return await bucket.create(this.#named(key), holder);
    } catch (error) {
      if (isTaken(error)) return this.#update(bucket, key, holder);
      throw error;
    }
  }

  async renew(key: string, holder: string): Promise<boolean> {
    return (await this.#update(await this.#open(), key, holder)) !== undefined;
  }

  async release(key: string, holder: string): Promise<void> {
    const bucket = await this.#open();
    const entry = await bucket.get(this.#named(key));
    if (entry?.operation !== 'PUT' || entry.string() !== holder) return;
    await bucket.delete(this.#named(key), { previousSeq: entry.revision }).catch(unlessTaken);
  }

  async list(): Promise<readonly Lease[]> {
    const bucket = await this.#open();
    const entries = await readEntries(bucket, { key: `${this.#region}.>`, withinMs: 2 * timeoutMs });
    return entries
      .filter((entry) => entry.operation === 'PUT')
      .map((entry) => ({ key: entry.key.slice(this.#region.length + 1), holder: entry.string() }));
  }

  /** Begins a new term where the holder has the key: compare and set, so that nobody in between is overwritten. */
  async #update(bucket: KV, key: string, holder: string): Promise<number | undefined> {
    const entry = await bucket.get(this.#named(key));
    if (entry?.operation !== 'PUT' || entry.string() !== holder) return undefined;
    return bucket.update(this.#named(key), holder, entry.revision).catch(unlessTaken);
  }

  #named(key: string): string {
    return `${this.#region}.${key}`;
  }

  #open(): Promise<KV> {
    this.#bucket ??= new Kvm(jetstream(this.#connection, { timeout: timeoutMs })).open(leasesBucket);
    this.#bucket.catch(() => (this.#bucket = undefined));
    return this.#bucket;
  }
}

const isTaken = (error: unknown): boolean =>
  error instanceof JetStreamApiError && error.code === wrongLastSequence;

function unlessTaken(error: unknown): undefined {
  if (isTaken(error)) return undefined;
  throw error;
}
