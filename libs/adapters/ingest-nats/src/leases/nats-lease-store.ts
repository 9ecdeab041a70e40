import type { Lease, LeaseStore } from '@vialog/ingest';
import { DeliverPolicy, jetstream, JetStreamApiError, type Consumer, type JsMsg } from '@nats-io/jetstream';
import { Kvm, type KV } from '@nats-io/kv';
import type { NatsConnection } from '@nats-io/transport-node';
import { leasesBucket } from '@vialog/nats';

/** Shorter than the renewal interval, ms, so that a lost request is repeated in time. */
const timeoutMs = 2_000;
const wrongLastSequence = 10_071;
/** Header of the marker of a released key. */
const operationHeader = 'KV-Operation';
const subjectPrefix = `$KV.${leasesBucket}.`;

/** Leases as keys `<region>.<key>` with the holder as value; entries of the bucket expire without a renewal. */
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
      return await bucket.create(this.#keyName(key), holder);
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
    const entry = await bucket.get(this.#keyName(key));
    if (entry?.operation !== 'PUT' || entry.string() !== holder) return;
    await bucket.delete(this.#keyName(key), { previousSeq: entry.revision }).catch(undefinedIfTaken);
  }

  /** Called every few seconds by every process. It deletes its consumer afterwards, which the key-value client does not. */
  async list(): Promise<readonly Lease[]> {
    const leases = jetstream(this.#connection, { timeout: timeoutMs });
    const consumer = await leases.consumers.get(`KV_${leasesBucket}`, {
      deliver_policy: DeliverPolicy.LastPerSubject,
      filter_subjects: `${subjectPrefix}${this.#region}.>`,
    });
    try {
      return (await newestOf(consumer))
        .filter((message) => !message.headers?.has(operationHeader))
        .map((message) => ({ key: this.#keyOf(message.subject), holder: message.string() }));
    } finally {
      await consumer.delete().catch(() => undefined);
    }
  }

  /** Starts a new term when the holder has the key. Compare-and-set, so that another holder is not overwritten. */
  async #update(bucket: KV, key: string, holder: string): Promise<number | undefined> {
    const entry = await bucket.get(this.#keyName(key));
    if (entry?.operation !== 'PUT' || entry.string() !== holder) return undefined;
    return bucket.update(this.#keyName(key), holder, entry.revision).catch(undefinedIfTaken);
  }

  #keyOf(subject: string): string {
    return subject.slice(subjectPrefix.length + this.#region.length + 1);
  }

  #keyName(key: string): string {
    return `${this.#region}.${key}`;
  }

  #open(): Promise<KV> {
    this.#bucket ??= new Kvm(jetstream(this.#connection, { timeout: timeoutMs })).open(leasesBucket);
    this.#bucket.catch(() => (this.#bucket = undefined));
    return this.#bucket;
  }
}

/** @throws {Error} when the broker does not reply in time. */
async function newestOf(consumer: Consumer): Promise<readonly JsMsg[]> {
  const { num_pending: pending } = await consumer.info(true);
  if (pending === 0) return [];
  const found: JsMsg[] = [];
  for await (const message of await consumer.fetch({ max_messages: pending, expires: timeoutMs })) {
    found.push(message);
    // Leases can expire after they were counted; the last message reports that none is pending.
    if (message.info.pending === 0) return found;
  }
  // The last leases expired between the count and the delivery.
  if ((await consumer.info()).num_pending === 0) return found;
  throw new Error(`The broker did not deliver the leases within ${timeoutMs / 1000} s.`);
}

const isTaken = (error: unknown): boolean =>
  error instanceof JetStreamApiError && error.code === wrongLastSequence;

function undefinedIfTaken(error: unknown): undefined {
  if (isTaken(error)) return undefined;
  throw error;
}
