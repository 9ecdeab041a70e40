import { validateMessage, messageKey, type Clock, type MessageOf, type Subject } from '@vialog/contracts';
import {
  defaultRedeliveryDelays,
  type MessageBus,
  type Published,
  type RedeliveryDelays,
  type Subscriber,
} from '@vialog/messaging';
import { EphemeralConsumer } from './ephemeral-consumer.ts';
import { OutboxConsumer, type ConsumerContext } from './outbox-consumer.ts';
import type { Outbox } from './outbox.port.ts';

export interface InProcessBusOptions {
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly redelivery?: RedeliveryDelays;
  /** Logs a line for operators: dead letters and messages that wait. */
  readonly report?: (line: string) => void;
}

export interface InProcessBusStats {
  /** Messages in the outbox, number. */
  readonly outboxLength: number;
  /** Unacknowledged messages of each consumer, number. */
  readonly backlog: Readonly<Record<string, number>>;
  /** Messages dropped because an ephemeral subscriber was too slow, number. */
  readonly droppedEphemeral: number;
}

/** Message bus inside one process: messages stay in the outbox until all durable subscribers have acknowledged them. */
export class InProcessBus implements MessageBus {
  readonly #context: ConsumerContext;
  #durable: readonly OutboxConsumer[] = [];
  #ephemeral: readonly EphemeralConsumer[] = [];
  /** Before `attach`: the last message of each key, for subscribers with `replayLast`. */
  readonly #lastByKey = new Map<string, { readonly subject: Subject; readonly message: unknown }>();
  #state: 'initial' | 'attached' | 'closed' = 'initial';

  constructor({
    outbox,
    clock,
    redelivery = defaultRedeliveryDelays,
    report = () => undefined,
  }: InProcessBusOptions) {
    this.#context = { outbox, clock, redelivery, report };
  }

  /**
   * Sends a message to all subscribers of its subject. Resolves when the outbox has stored it; delivery follows. A subject
   * with ephemeral subscribers only is not stored.
   *
   * @throws {InvalidMessageError} when the message does not match the schema of its subject.
   * @throws {Error} when the outbox is broken.
   */
  async publish<S extends Subject>(subject: S, message: MessageOf<S>): Promise<Published> {
    const data = validateMessage(subject, message);
    if (this.#state !== 'attached' || this.#durable.some((consumer) => consumer.subject === subject)) {
      const put = await this.#context.outbox.put(subject, JSON.stringify(data));
      if (put.kind === 'full') return put;
      for (const consumer of this.#durable) if (consumer.subject === subject) consumer.offer(put.id, data);
    }
    if (this.#state === 'initial') this.#storeLast(subject, data);
    for (const consumer of this.#ephemeral) if (consumer.subject === subject) consumer.offer(data);
    return { kind: 'accepted' };
  }

  async attach(subscribers: readonly Subscriber[]): Promise<void> {
    if (this.#state !== 'initial')
      throw new Error('The bus is already attached. Attach subscribers once per bus.');
    const { outbox, report } = this.#context;
    const durable = subscribers.flatMap((subscriber) => this.#outboxConsumerOf(subscriber));
    this.#ephemeral = subscribers.flatMap((subscriber) => this.#ephemeralConsumerOf(subscriber));
    this.#lastByKey.clear();
    for (const name of await outbox.register(durable.map(({ name, subject }) => ({ name, subject }))))
      report(`Messages are pending for consumer "${name}", which this process does not have; they are kept.`);
    this.#durable = durable;
    this.#state = 'attached';
    await Promise.all(durable.map((consumer) => consumer.start()));
  }

  stats(): InProcessBusStats {
    return {
      outboxLength: this.#context.outbox.size,
      backlog: Object.fromEntries(this.#durable.map((consumer) => [consumer.name, consumer.backlog])),
      droppedEphemeral: this.#ephemeral.reduce((sum, consumer) => sum + consumer.dropped, 0),
    };
  }

  async close(withinMs: number): Promise<void> {
    this.#state = 'closed';
    const [durable, ephemeral] = [this.#durable, this.#ephemeral];
    this.#durable = this.#ephemeral = [];
    let timer: NodeJS.Timeout | undefined;
    const deadline = new Promise<void>((resolve) => (timer = setTimeout(resolve, withinMs)));
    const unacknowledged = await Promise.all(durable.map((consumer) => consumer.close(deadline)));
    await Promise.all(ephemeral.map((consumer) => consumer.close(deadline)));
    clearTimeout(timer);
    durable.forEach(({ name }, i) => {
      if (unacknowledged[i])
        this.#context.report(
          `${unacknowledged[i]} messages for consumer "${name}" are delivered after the next start.`,
        );
    });
  }

  #storeLast<S extends Subject>(subject: S, message: MessageOf<S>): void {
    const key = messageKey(subject, message);
    if (key !== undefined) this.#lastByKey.set(`${subject} ${key}`, { subject, message });
  }

  #ephemeralConsumerOf({ subject, subscription, handle }: Subscriber): EphemeralConsumer[] {
    if (subscription.kind === 'durable') return [];
    const consumer = new EphemeralConsumer(subject, handle);
    if (subscription.replayLast)
      for (const last of this.#lastByKey.values()) if (last.subject === subject) consumer.offer(last.message);
    return [consumer];
  }

  #outboxConsumerOf({ subject, subscription, handle }: Subscriber): OutboxConsumer[] {
    if (subscription.kind === 'ephemeral') return [];
    const { consumer: name, concurrency = 1, maxDeliveries } = subscription;
    return [new OutboxConsumer({ name, subject, concurrency, maxDeliveries, handle }, this.#context)];
  }
}
