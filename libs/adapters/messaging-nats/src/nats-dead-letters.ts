import { jetstream, jetstreamManager, JetStreamApiError, type JetStreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/nats-core';
import { isSubject } from '@vialog/contracts';
import type { DeadLetter, DeadLetterStore } from '@vialog/messaging';
import { deadLetterRecord } from './dead-letter-record.ts';
import { publishOne } from './publish.ts';
import { digest, streamOf } from './wire-subjects.ts';

/** Characters of a message that are kept. */
const longestBody = 500_000;
/** Sequence numbers looked at for each letter asked for: those replaced by a later one of the same key are empty. */
const looksPerLetter = 20;
const noMessageFound = 10_037;

/** Dead letters in the stream DLQ, one subject for each key: the newest of a key is the one kept. */
export class NatsDeadLetters implements DeadLetterStore {
  readonly #connection: NatsConnection;
  #buried = 0;

  constructor(connection: NatsConnection) {
    this.#connection = connection;
  }

  /** Letters buried by this process, number. */
  get buried(): number {
    return this.#buried;
  }

  async bury(letters: readonly DeadLetter[]): Promise<void> {
    for (const letter of letters) await this.#buryOne(letter);
  }

  async deadLetters(limit: number): Promise<readonly DeadLetter[]> {
    const manager = await jetstreamManager(this.#connection, { checkAPI: false });
    const { first_seq: first, last_seq: last } = (await manager.streams.info('DLQ')).state;
    const found: DeadLetter[] = [];
    const oldest = Math.max(first, last - limit * looksPerLetter + 1, 1);
    for (let top = last; top >= oldest && found.length < limit; top -= limit) {
      const some = Array.from({ length: Math.min(limit, top - oldest + 1) }, (_, i) => top - i);
      for (const letter of await Promise.all(some.map((seq) => letterAt(manager, seq))))
        if (letter) found.push(letter);
    }
    return found.slice(0, limit);
  }

  async #buryOne(letter: DeadLetter): Promise<void> {
    const from = isSubject(letter.subject) ? streamOf[letter.subject] : 'OTHER';
    const record = deadLetterRecord.parse({ ...letter, v: 1, body: letter.body.slice(0, longestBody) });
    const name = digest(letter.key);
    const published = await publishOne(jetstream(this.#connection), {
      stream: 'DLQ',
      wireSubject: `vialog.v1.dlq.${from}.${name}`,
      body: JSON.stringify(record),
      messageId: name,
    });
    if (published.kind === 'full') throw new Error(`a dead letter could not be kept: ${published.why}`);
    this.#buried += 1;
  }
}

async function letterAt(manager: JetStreamManager, seq: number): Promise<DeadLetter | undefined> {
  try {
    const kept = await manager.streams.getMessage('DLQ', { seq });
    const record = deadLetterRecord.safeParse(kept?.json());
    if (!record.success) return undefined;
    const { key, subject, durable, body, why, at } = record.data;
    return { key, subject, durable, body, why, at };
  } catch (error) {
    if (error instanceof JetStreamApiError && error.code === noMessageFound) return undefined;
    throw error;
  }
}
