import {
  usualPauses,
  type MessageBus,
  type Pauses,
  type Published,
  type Subscriber,
} from '@vialog/messaging';
import { validateMessage, messageKey, type Clock, type MessageOf, type Subject } from '@vialog/contracts';
import { DurableConsumer, type ConsumerSurroundings } from './durable-consumer.ts';
import { LiveConsumer } from './live-consumer.ts';
import type { Outbox } from './outbox.port.ts';

export interface MemoryBusOptions {
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly pauses?: Pauses;
  /** Takes a line for people when a message is given up or left waiting. */
  readonly report?: (line: string) => void;
}

export interface BusFigures {
  /** Messages in the outbox, number. */
  readonly kept: number;
  /** Durable → messages not dealt with, number. */
  readonly backlog: Readonly<Record<string, number>>;
  /** Messages live subscribers were too slow for, number. */
  readonly droppedLive: number;
}

/** The bus inside one process: messages wait in the outbox until their durable subscribers have dealt with them. */
export class MemoryBus implements MessageBus {
  readonly #around: ConsumerSurroundings;
  #durables: readonly DurableConsumer[] = [];
  #live: readonly LiveConsumer[] = [];
  /** Before anybody listens: the newest message of each key, for those who ask for it then. */
  readonly #newest = new Map<string, { readonly subject: Subject; readonly message: unknown }>();
  #state: 'before' | 'attached' | 'closed' = 'before';

  constructor({ outbox, clock, pauses = usualPauses, report = () => undefined }: MemoryBusOptions) {
    this.#around = { outbox, clock, pauses, report };
  }

  /**
   * Sends a message to all subscribers of its subject. Resolves when it is in the outbox; subscribers get it afterwards.
   * A subject that only live subscribers have is not kept at all. Throws MessageMisfit, and what a broken outbox throws.
   */
  async publish<S extends Subject>(subject: S, message: MessageOf<S>): Promise<Published> {
    const data = validateMessage(subject, message);
    if (this.#state !== 'attached' || this.#durables.some((consumer) => consumer.subject === subject)) {
      const put = await this.#around.outbox.put(subject, JSON.stringify(data));
      if (put.kind === 'full') return put;
      for (const consumer of this.#durables) if (consumer.subject === subject) consumer.offer(put.id, data);
    }
    if (this.#state === 'before') this.#remember(subject, data);
    for (const consumer of this.#live) if (consumer.subject === subject) consumer.offer(data);
    return { kind: 'taken' };
  }

  /** Begins to deliver, first what is pending from before. Once in the life of a bus. */
  async attach(subscribers: readonly Subscriber[]): Promise<void> {
    if (this.#state !== 'before') throw new Error('a bus delivers for one strategy, once; make another bus');
    const { outbox, report } = this.#around;
    const durables = subscribers.flatMap((subscriber) => this.#durableOf(subscriber));
    this.#live = subscribers.flatMap((subscriber) => this.#liveOf(subscriber));
    this.#newest.clear();
    for (const name of await outbox.register(durables.map(({ name, subject }) => ({ name, subject }))))
      report(`messages wait for "${name}", which no handler of this process is; they stay`);
    this.#durables = durables;
    this.#state = 'attached';
    await Promise.all(durables.map((consumer) => consumer.start()));
  }

  figures(): BusFigures {
    return {
      kept: this.#around.outbox.size,
      backlog: Object.fromEntries(this.#durables.map((consumer) => [consumer.name, consumer.backlog])),
      droppedLive: this.#live.reduce((sum, consumer) => sum + consumer.dropped, 0),
    };
  }

  /** Delivers what is ready, for `withinMs` at most. What is published from now on waits for the next start. */
  async close(withinMs: number): Promise<void> {
    this.#state = 'closed';
    const [durables, live] = [this.#durables, this.#live];
    this.#durables = this.#live = [];
    let timer: NodeJS.Timeout | undefined;
    const deadline = new Promise<void>((resolve) => (timer = setTimeout(resolve, withinMs)));
    const left = await Promise.all(durables.map((consumer) => consumer.close(deadline)));
    await Promise.all(live.map((consumer) => consumer.close(deadline)));
    clearTimeout(timer);
    durables.forEach(({ name }, i) => {
      if (left[i]) this.#around.report(`${left[i]} messages for "${name}" wait for the next start`);
    });
  }

  #remember<S extends Subject>(subject: S, message: MessageOf<S>): void {
    const key = messageKey(subject, message);
    if (key !== undefined) this.#newest.set(`${subject} ${key}`, { subject, message });
  }

  #liveOf({ subject, subscription, handle }: Subscriber): LiveConsumer[] {
    if ('durable' in subscription) return [];
    const consumer = new LiveConsumer(subject, handle);
    if (subscription.replayLast)
      for (const last of this.#newest.values()) if (last.subject === subject) consumer.offer(last.message);
    return [consumer];
  }

  #durableOf({ subject, subscription, handle }: Subscriber): DurableConsumer[] {
    if ('ephemeral' in subscription) return [];
    const { durable, concurrency = 1, maxDeliveries } = subscription;
    return [
      new DurableConsumer({ name: durable, subject, concurrency, maxDeliveries, handle }, this.#around),
    ];
  }
}
