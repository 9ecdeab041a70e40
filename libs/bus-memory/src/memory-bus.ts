import type { Clock, MessageOf, Subject, Subscription } from '@vialog/contracts';
import { DurableConsumer, type ConsumerSurroundings, type Handle } from './durable-consumer.ts';
import { LiveConsumer } from './live-consumer.ts';
import { checked } from './message-codec.ts';
import type { Outbox } from './outbox.port.ts';
import { usualPauses, type Pauses } from './pauses.ts';

/** taken: every durable subscriber will get it, over restarts too. full: nothing was taken; keep it and try again later. */
export type Published = { readonly kind: 'taken' } | { readonly kind: 'full'; readonly why: string };

export interface MemoryBusOptions {
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly pauses?: Pauses;
  /** Takes a line for people when a message is given up or left waiting. */
  readonly report?: (line: string) => void;
}

/** A handler and how it subscribes. */
export interface Subscriber {
  readonly subject: Subject;
  readonly subscription: Subscription;
  readonly handle: Handle;
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
export class MemoryBus {
  readonly #around: ConsumerSurroundings;
  #durables: readonly DurableConsumer[] = [];
  #live: readonly LiveConsumer[] = [];
  #state: 'before' | 'attached' | 'closed' = 'before';

  constructor({ outbox, clock, pauses = usualPauses, report = () => undefined }: MemoryBusOptions) {
    this.#around = { outbox, clock, pauses, report };
  }

  /**
   * Sends a message to all subscribers of its subject. Resolves when it is in the outbox; subscribers get it afterwards.
   * A subject that only live subscribers have is not kept at all. Throws MessageMisfit, and what a broken outbox throws.
   */
  async publish<S extends Subject>(subject: S, message: MessageOf<S>): Promise<Published> {
    const data = checked(subject, message);
    if (this.#state !== 'attached' || this.#durables.some((consumer) => consumer.subject === subject)) {
      const put = await this.#around.outbox.put(subject, JSON.stringify(data));
      if (put.kind === 'full') return put;
      for (const consumer of this.#durables) if (consumer.subject === subject) consumer.offer(put.id, data);
    }
    for (const consumer of this.#live) if (consumer.subject === subject) consumer.offer(data);
    return { kind: 'taken' };
  }

  /** Begins to deliver, first what is pending from before. Once in the life of a bus. */
  async attach(subscribers: readonly Subscriber[]): Promise<void> {
    if (this.#state !== 'before') throw new Error('a bus delivers for one strategy, once; make another bus');
    const { outbox, report } = this.#around;
    const durables = subscribers.flatMap((subscriber) => this.#durableOf(subscriber));
    this.#live = subscribers.flatMap(({ subject, subscription, handle }) =>
      'ephemeral' in subscription ? [new LiveConsumer(subject, handle)] : [],
    );
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

  #durableOf({ subject, subscription, handle }: Subscriber): DurableConsumer[] {
    if ('ephemeral' in subscription) return [];
    const { durable, concurrency = 1, maxDeliveries } = subscription;
    return [
      new DurableConsumer({ name: durable, subject, concurrency, maxDeliveries, handle }, this.#around),
    ];
  }
}
