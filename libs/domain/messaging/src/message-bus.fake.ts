import {
  validateMessage,
  decodeMessage,
  messageKey,
  type MessageOf,
  type Outcome,
  type Subject,
  type Subscription,
} from '@vialog/contracts';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DeadLetter, DeadLetterStore } from './dead-letter.port.ts';
import type { MessageBus, Published, Subscriber } from './message-bus.port.ts';
import { usualPauses, type Pauses } from './pauses.ts';
import { untilUpgraded, untried, verdictOf, type Limits, type Tries, type Verdict } from './verdict.ts';

interface Kept {
  readonly id: number;
  readonly subject: Subject;
  readonly body: string;
}

/** What outlives a fake bus: give it to the next one to play a restart. */
export class FakeBusMemory implements DeadLetterStore {
  readonly messages: Kept[] = [];
  readonly #settled = new Set<string>();
  readonly #letters = new Map<string, DeadLetter>();

  put(subject: Subject, body: string): Kept {
    const kept = { id: this.messages.length + 1, subject, body };
    this.messages.push(kept);
    return kept;
  }

  waiting(durable: string, subject: Subject): Kept[] {
    return this.messages.filter(
      (kept) => kept.subject === subject && !this.#settled.has(`${durable}/${kept.id}`),
    );
  }

  settle(durable: string, id: number): void {
    this.#settled.add(`${durable}/${id}`);
  }

  bury(letters: readonly DeadLetter[]): Promise<void> {
    for (const letter of letters) if (!this.#letters.has(letter.key)) this.#letters.set(letter.key, letter);
    return Promise.resolve();
  }

  deadLetters(limit: number): Promise<readonly DeadLetter[]> {
    return Promise.resolve([...this.#letters.values()].reverse().slice(0, limit));
  }
}

/** A bus for tests of whoever publishes or handles: everything in this process, nothing hidden. */
export class FakeBus implements MessageBus {
  readonly memory: FakeBusMemory;
  /** While true, nothing is taken. */
  full = false;
  readonly #pauses: Pauses;
  readonly #consumers: FakeConsumer[] = [];

  constructor({ memory = new FakeBusMemory(), pauses = usualPauses } = {}) {
    this.memory = memory;
    this.#pauses = pauses;
  }

  /** Messages of a subject that were taken so far, oldest first. */
  published<S extends Subject>(subject: S): MessageOf<S>[] {
    const kept = this.memory.messages.filter((message) => message.subject === subject);
    return kept.map(({ body }) => JSON.parse(body) as MessageOf<S>);
  }

  publish<S extends Subject>(subject: S, message: MessageOf<S>): Promise<Published> {
    return new Promise((resolve) => {
      const body = JSON.stringify(validateMessage(subject, message));
      if (this.full) return resolve({ kind: 'full', why: 'the fake bus was told to be full' });
      const kept = this.memory.put(subject, body);
      for (const consumer of this.#consumers) consumer.offer(kept);
      resolve({ kind: 'taken' });
    });
  }

  attach(subscribers: readonly Subscriber[]): Promise<void> {
    if (this.#consumers.length > 0) return Promise.reject(new Error('a bus delivers once; make another'));
    for (const subscriber of subscribers) {
      const consumer = new FakeConsumer(subscriber, this.memory, this.#pauses);
      this.#consumers.push(consumer);
      for (const kept of this.#from(subscriber)) consumer.offer(kept);
    }
    return Promise.resolve();
  }

  async close(withinMs: number): Promise<void> {
    await Promise.all(this.#consumers.splice(0).map((consumer) => consumer.close(withinMs)));
  }

  /** Where a subscriber begins. */
  #from({ subject, subscription }: Subscriber): Iterable<Kept> {
    if ('durable' in subscription) return this.memory.waiting(subscription.durable, subject);
    if (!subscription.replayLast) return [];
    const of = this.memory.messages.filter((kept) => kept.subject === subject);
    const keyed = of.map((kept) => [messageKey(subject, JSON.parse(kept.body) as never), kept] as const);
    return new Map(keyed.filter(([key]) => key !== undefined)).values();
  }
}

class FakeConsumer {
  readonly #subscriber: Subscriber;
  readonly #memory: FakeBusMemory;
  readonly #limits: Limits;
  readonly #ready: { kept: Kept; tries: Tries }[] = [];
  readonly #working = new Set<Promise<void>>();
  #closed = false;

  constructor(subscriber: Subscriber, memory: FakeBusMemory, pauses: Pauses) {
    this.#subscriber = subscriber;
    this.#memory = memory;
    this.#limits = { pauses, maxDeliveries: durableOf(subscriber.subscription)?.maxDeliveries };
  }

  offer(kept: Kept, tries = untried): void {
    if (kept.subject !== this.#subscriber.subject) return;
    this.#ready.push({ kept, tries });
    queueMicrotask(() => this.#pump());
  }

  async close(withinMs: number): Promise<void> {
    this.#closed = true;
    await Promise.race([sleep(withinMs, undefined, { ref: false }), Promise.all(this.#working)]);
  }

  #pump(): void {
    const most = durableOf(this.#subscriber.subscription)?.concurrency ?? 1;
    while (!this.#closed && this.#working.size < most) {
      const next = this.#ready.shift();
      if (!next) return;
      const work = this.#deliver(next.kept, next.tries).finally(() => {
        this.#working.delete(work);
        this.#pump();
      });
      this.#working.add(work);
    }
  }

  async #deliver(kept: Kept, tries: Tries): Promise<void> {
    const verdict = await this.#verdict(kept, tries);
    const durable = durableOf(this.#subscriber.subscription)?.durable;
    if (durable === undefined) return;
    if (verdict.kind === 'again')
      return void setTimeout(() => this.offer(kept, verdict.tries), verdict.afterMs).unref();
    if (verdict.kind === 'giveUp')
      await this.#memory.bury([
        { key: `${durable}/${kept.id}`, ...kept, durable, why: verdict.why, at: Date.now() },
      ]);
    this.#memory.settle(durable, kept.id);
  }

  async #verdict({ subject, body }: Kept, tries: Tries): Promise<Verdict> {
    const decoded = decodeMessage(subject, body);
    if (decoded.kind === 'newer') return untilUpgraded(tries, this.#limits);
    if (decoded.kind === 'invalid') return { kind: 'giveUp', why: `cannot be read: ${decoded.why}` };
    const outcome: Promise<Outcome | undefined> = this.#subscriber
      .handle(decoded.message, {})
      .catch(() => undefined);
    return verdictOf(await outcome, tries, this.#limits);
  }
}

function durableOf(subscription: Subscription) {
  return 'durable' in subscription ? subscription : undefined;
}
