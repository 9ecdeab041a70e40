import type { Lease, LeaseStore } from '@vialog/ingest';
import { DeliverPolicy, jetstream, JetStreamApiError, type Consumer, type JsMsg } from '@nats-io/jetstream';
import { Kvm, type KV } from '@nats-io/kv';
import type { NatsConnection } from '@nats-io/transport-node';
import { leasesBucket } from '@vialog/nats';

/** Shorter than the pause between two renewals, ms: one that got lost is sent again in time. */
const timeoutMs = 2_000;
const wrongLastSequence = 10_071;
/** On what is left of a key that was given back. */
const operationHeader = 'KV-Operation';
const subjectPrefix = `$KV.${leasesBucket}.`;

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

  /** Asked every few seconds by everybody: by a consumer that is removed again, which the client's own reading leaves behind. */
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

  /** Begins a new term where the holder has the key: compare and set, so that nobody in between is overwritten. */
  async #update(bucket: KV, key: string, holder: string): Promise<number | undefined> {
    const entry = await bucket.get(this.#named(key));
    if (entry?.operation !== 'PUT' || entry.string() !== holder) return undefined;
    return bucket.update(this.#named(key), holder, entry.revision).catch(unlessTaken);
  }

  #keyOf(subject: string): string {
    return subject.slice(subjectPrefix.length + this.#region.length + 1);
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

/** Rejects where the broker does not answer in time. */
async function newestOf(consumer: Consumer): Promise<readonly JsMsg[]> {
  const { num_pending: waiting } = await consumer.info(true);
  if (waiting === 0) return [];
  const found: JsMsg[] = [];
  for await (const message of await consumer.fetch({ max_messages: waiting, expires: timeoutMs })) {
    found.push(message);
    // Some may have run out since they were counted; the last one says that none is left.
    if (message.info.pending === 0) return found;
  }
  throw new Error(`the leases at the broker could not be read within ${timeoutMs / 1000} s`);
}

const isTaken = (error: unknown): boolean =>
  error instanceof JetStreamApiError && error.code === wrongLastSequence;

function unlessTaken(error: unknown): undefined {
  if (isTaken(error)) return undefined;
  throw error;
}
