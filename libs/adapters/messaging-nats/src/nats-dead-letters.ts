import { jetstream, jetstreamManager, JetStreamApiError, type JetStreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/nats-core';
import { isSubject } from '@vialog/contracts';
import type { DeadLetter, DeadLetterStore } from '@vialog/messaging';
import { deadLetterRecord } from './dead-letter-record.ts';
import { publishMessage } from './publish-message.ts';
import { digest, streamOf } from './subjects.ts';

/** Stored characters of a message body; the rest is cut off. */
const maxBodyChars = 500_000;
/** Sequence numbers read per requested dead letter: those replaced by a newer one of the same key are empty. */
const readsPerDeadLetter = 20;
const noMessageFound = 10_037;

/** Dead letters in the stream DLQ, one subject per key: the stream keeps the newest of a key. */
export class NatsDeadLetters implements DeadLetterStore {
  readonly #connection: NatsConnection;
  #stored = 0;

  constructor(connection: NatsConnection) {
    this.#connection = connection;
  }

  /** Dead letters stored by this process, number. */
  get stored(): number {
    return this.#stored;
  }

  async store(deadLetters: readonly DeadLetter[]): Promise<void> {
    for (const deadLetter of deadLetters) await this.#storeOne(deadLetter);
  }

  async list(limit: number): Promise<readonly DeadLetter[]> {
    const manager = await jetstreamManager(this.#connection, { checkAPI: false });
    const { first_seq: first, last_seq: last } = (await manager.streams.info('DLQ')).state;
    const found: DeadLetter[] = [];
    const oldest = Math.max(first, last - limit * readsPerDeadLetter + 1, 1);
    for (let top = last; top >= oldest && found.length < limit; top -= limit) {
      const sequences = Array.from({ length: Math.min(limit, top - oldest + 1) }, (_, i) => top - i);
      for (const deadLetter of await Promise.all(sequences.map((seq) => readAt(manager, seq))))
        if (deadLetter) found.push(deadLetter);
    }
    return found.slice(0, limit);
  }

  async #storeOne(deadLetter: DeadLetter): Promise<void> {
    const stream = isSubject(deadLetter.subject) ? streamOf[deadLetter.subject] : 'OTHER';
    const name = digest(deadLetter.key);
    const published = await publishMessage(jetstream(this.#connection), {
      stream: 'DLQ',
      natsSubject: `vialog.v1.dlq.${stream}.${name}`,
      body: JSON.stringify(recordOf(deadLetter)),
      messageId: name,
    });
    if (published.kind === 'full') throw new Error(`The dead letter was not stored: ${published.why}`);
    this.#stored += 1;
  }
}

/** The record keeps the field name `durable` of its first version. */
function recordOf({ key, subject, consumer, body, why, at }: DeadLetter) {
  return deadLetterRecord.parse({
    v: 1,
    key,
    subject,
    durable: consumer,
    body: body.slice(0, maxBodyChars),
    why,
    at,
  });
}

async function readAt(manager: JetStreamManager, seq: number): Promise<DeadLetter | undefined> {
  try {
    const stored = await manager.streams.getMessage('DLQ', { seq });
    const record = deadLetterRecord.safeParse(stored?.json());
    if (!record.success) return undefined;
    const { key, subject, durable: consumer, body, why, at } = record.data;
    return { key, subject, consumer, body, why, at };
  } catch (error) {
    if (error instanceof JetStreamApiError && error.code === noMessageFound) return undefined;
    throw error;
  }
}
