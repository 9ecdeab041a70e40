import {
  validateMessage,
  decodeMessage,
  messageKey,
  type MessageOf,
  type Outcome,
  type Subject,
} from '@vialog/contracts';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DeadLetter, DeadLetterStore } from './dead-letter.port.ts';
import {
  decideDisposition,
  noAttempts,
  waitForUpgrade,
  type Attempts,
  type DeliveryLimits,
  type Disposition,
} from './disposition.ts';
import type { MessageBus, Published, Subscriber } from './message-bus.port.ts';
import { defaultRedeliveryDelays, type RedeliveryDelays } from './redelivery-delay.ts';

interface StoredMessage {
  readonly id: number;
  readonly subject: Subject;
  readonly body: string;
}

/** Storage of fake buses; pass it to a second bus to simulate a restart. */
export class FakeBusStorage implements DeadLetterStore {
  readonly messages: StoredMessage[] = [];
  readonly #acknowledged = new Set<string>();
  readonly #deadLetters = new Map<string, DeadLetter>();

  put(subject: Subject, body: string): StoredMessage {
    const stored = { id: this.messages.length + 1, subject, body };
    this.messages.push(stored);
    return stored;
  }

  pending(consumer: string, subject: Subject): StoredMessage[] {
    return this.messages.filter(
      (stored) => stored.subject === subject && !this.#acknowledged.has(`${consumer}/${stored.id}`),
    );
  }

  ack(consumer: string, id: number): void {
    this.#acknowledged.add(`${consumer}/${id}`);
  }

  store(deadLetters: readonly DeadLetter[]): Promise<void> {
    for (const deadLetter of deadLetters)
      if (!this.#deadLetters.has(deadLetter.key)) this.#deadLetters.set(deadLetter.key, deadLetter);
    return Promise.resolve();
  }

  list(limit: number): Promise<readonly DeadLetter[]> {
    return Promise.resolve([...this.#deadLetters.values()].reverse().slice(0, limit));
  }
}

interface FakeBusOptions {
  readonly storage?: FakeBusStorage;
  readonly redelivery?: RedeliveryDelays;
}

/** A bus in memory, for tests of publishers and handlers. */
export class FakeBus implements MessageBus {
  readonly storage: FakeBusStorage;
  /** While true, `publish` returns `full`. */
  full = false;
  readonly #redelivery: RedeliveryDelays;
  readonly #consumers: FakeConsumer[] = [];

  constructor({ storage = new FakeBusStorage(), redelivery = defaultRedeliveryDelays }: FakeBusOptions = {}) {
    this.storage = storage;
    this.#redelivery = redelivery;
  }

  /** Messages of a subject that were published so far, oldest first. */
  published<S extends Subject>(subject: S): MessageOf<S>[] {
    const stored = this.storage.messages.filter((message) => message.subject === subject);
    return stored.map(({ body }) => JSON.parse(body) as MessageOf<S>);
  }

  publish<S extends Subject>(subject: S, message: MessageOf<S>): Promise<Published> {
    return new Promise((resolve) => {
      const body = JSON.stringify(validateMessage(subject, message));
      if (this.full) return resolve({ kind: 'full', why: 'the fake bus is set to full' });
      const stored = this.storage.put(subject, body);
      for (const consumer of this.#consumers) consumer.offer(stored);
      resolve({ kind: 'accepted' });
    });
  }

  attach(subscribers: readonly Subscriber[]): Promise<void> {
    if (this.#consumers.length > 0)
      return Promise.reject(new Error('The bus is already attached. Attach subscribers once per bus.'));
    for (const subscriber of subscribers) {
      const consumer = new FakeConsumer(subscriber, this.storage, this.#redelivery);
      this.#consumers.push(consumer);
      for (const stored of this.#initialMessages(subscriber)) consumer.offer(stored);
    }
    return Promise.resolve();
  }

  async close(withinMs: number): Promise<void> {
    await Promise.all(this.#consumers.splice(0).map((consumer) => consumer.close(withinMs)));
  }

  #initialMessages({ subject, subscription }: Subscriber): Iterable<StoredMessage> {
    if (subscription.kind === 'durable') return this.storage.pending(subscription.consumer, subject);
    if (!subscription.replayLast) return [];
    const stored = this.storage.messages.filter((message) => message.subject === subject);
    const keyed = stored.map(
      (message) => [messageKey(subject, JSON.parse(message.body) as never), message] as const,
    );
    return new Map(keyed.filter(([key]) => key !== undefined)).values();
  }
}

class FakeConsumer {
  readonly #subscriber: Subscriber;
  readonly #storage: FakeBusStorage;
  readonly #limits: DeliveryLimits;
  readonly #ready: { stored: StoredMessage; attempts: Attempts }[] = [];
  readonly #working = new Set<Promise<void>>();
  #closed = false;

  constructor(subscriber: Subscriber, storage: FakeBusStorage, redelivery: RedeliveryDelays) {
    this.#subscriber = subscriber;
    this.#storage = storage;
    this.#limits = { redelivery, maxDeliveries: durableOf(subscriber)?.maxDeliveries };
  }

  offer(stored: StoredMessage, attempts = noAttempts): void {
    if (stored.subject !== this.#subscriber.subject) return;
    this.#ready.push({ stored, attempts });
    queueMicrotask(() => this.#startWork());
  }

  async close(withinMs: number): Promise<void> {
    this.#closed = true;
    await Promise.race([sleep(withinMs, undefined, { ref: false }), Promise.all(this.#working)]);
  }

  #startWork(): void {
    const concurrency = durableOf(this.#subscriber)?.concurrency ?? 1;
    while (!this.#closed && this.#working.size < concurrency) {
      const next = this.#ready.shift();
      if (!next) return;
      const work = this.#deliver(next.stored, next.attempts).finally(() => {
        this.#working.delete(work);
        this.#startWork();
      });
      this.#working.add(work);
    }
  }

  async #deliver(stored: StoredMessage, attempts: Attempts): Promise<void> {
    const disposition = await this.#dispositionOf(stored, attempts);
    const consumer = durableOf(this.#subscriber)?.consumer;
    if (consumer === undefined) return;
    if (disposition.kind === 'nak')
      return void setTimeout(() => this.offer(stored, disposition.attempts), disposition.delayMs).unref();
    const { id, subject, body } = stored;
    if (disposition.kind === 'deadLetter')
      await this.#storage.store([
        { key: `${consumer}/${id}`, subject, consumer, body, why: disposition.why, at: Date.now() },
      ]);
    this.#storage.ack(consumer, id);
  }

  async #dispositionOf({ subject, body }: StoredMessage, attempts: Attempts): Promise<Disposition> {
    const decoded = decodeMessage(subject, body);
    if (decoded.kind === 'newer') return waitForUpgrade(attempts, this.#limits);
    if (decoded.kind === 'invalid') return { kind: 'deadLetter', why: `invalid message: ${decoded.why}` };
    const outcome: Promise<Outcome | undefined> = this.#subscriber
      .handle(decoded.message, {})
      .catch(() => undefined);
    return decideDisposition(await outcome, attempts, this.#limits);
  }
}

function durableOf({ subscription }: Subscriber) {
  return subscription.kind === 'durable' ? subscription : undefined;
}
