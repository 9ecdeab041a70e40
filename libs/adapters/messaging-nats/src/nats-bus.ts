import { jetstream } from '@nats-io/jetstream';
import { validateMessage, type Clock, type MessageOf, type Subject } from '@vialog/contracts';
import {
  defaultRedeliveryDelays,
  type DeadLetterStore,
  type MessageBus,
  type Published,
  type RedeliveryDelays,
  type Subscriber,
} from '@vialog/messaging';
import { consumers, FaultReporter, type ConsumerName, type NatsLink } from '@vialog/nats';
import { setTimeout as sleep } from 'node:timers/promises';
import { EphemeralSubscriber } from './ephemeral-subscriber.ts';
import { NatsDeadLetters } from './nats-dead-letters.ts';
import { readBacklog, type Backlog } from './read-backlog.ts';
import { publishMessage } from './publish-message.ts';
import { PullConsumer, type PullContext } from './pull-consumer.ts';
import { checkRegion, messageId, natsSubject, streamOf } from './subjects.ts';

export interface NatsBusOptions {
  readonly link: NatsLink;
  readonly clock: Clock;
  /** Region of the messages of this process, `[a-z0-9-]{1,20}`. Default `main`. */
  readonly region?: string;
  readonly redelivery?: RedeliveryDelays;
  /** Logs a line for operators: dead letters, messages of a newer version, faults of a consumer and recoveries. */
  readonly report?: (line: string) => void;
}

export interface NatsBusStats {
  readonly connected: boolean;
  /**
   * Lag of each durable consumer of this process: `num_pending` + `num_ack_pending`, number; at most 5 s old. undefined
   * while the broker does not reply.
   */
  readonly lag: Readonly<Record<string, number>> | undefined;
  /** Deliveries to this process that were redeliveries, number. */
  readonly redelivered: number;
  /** Dead letters stored by this process, number. */
  readonly deadLetters: number;
  /** Publications waiting for the ack of the broker, number. */
  readonly inFlight: number;
}

const maxInFlight = 256;
const lagRefreshMs = 5_000;

/**
 * Message bus between processes, on NATS JetStream. A published message is accepted when the broker has stored it (on
 * disk; health in memory). While the broker is disconnected, no message is accepted and the publisher keeps it. Closing
 * the bus does not close the link.
 */
export class NatsBus implements MessageBus {
  /** Dead letters of all services. */
  readonly deadLetters: DeadLetterStore;
  readonly #storedLetters: NatsDeadLetters;
  readonly #link: NatsLink;
  readonly #region: string;
  readonly #context: PullContext;
  readonly #lagFaults: FaultReporter;
  #durable: readonly PullConsumer[] = [];
  #ephemeral: readonly EphemeralSubscriber[] = [];
  #attached = false;
  #inFlight = 0;
  #lag: Readonly<Record<string, number>> | undefined;
  #lagTimer: NodeJS.Timeout | undefined;
  #readingLag: Promise<void> | undefined;

  constructor({
    link,
    clock,
    region = 'main',
    redelivery = defaultRedeliveryDelays,
    report = () => undefined,
  }: NatsBusOptions) {
    checkRegion(region);
    this.#link = link;
    this.#region = region;
    this.#storedLetters = new NatsDeadLetters(link.connection);
    this.deadLetters = this.#storedLetters;
    this.#context = { link, deadLetters: this.#storedLetters, clock, redelivery, report };
    this.#lagFaults = new FaultReporter(report);
  }

  async publish<S extends Subject>(subject: S, message: MessageOf<S>): Promise<Published> {
    const data = validateMessage(subject, message);
    if (!this.#link.connected) return { kind: 'full', why: 'the broker is disconnected' };
    if (this.#inFlight >= maxInFlight)
      return { kind: 'full', why: `${maxInFlight} publications are waiting for an ack` };
    this.#inFlight += 1;
    try {
      return await publishMessage(jetstream(this.#link.connection), {
        stream: streamOf[subject],
        natsSubject: natsSubject(subject, data, this.#region),
        body: JSON.stringify(data),
        messageId: messageId(subject, data),
      });
    } finally {
      this.#inFlight -= 1;
    }
  }

  async attach(subscribers: readonly Subscriber[]): Promise<void> {
    if (this.#attached) throw new Error('The bus is already attached. Attach subscribers once per bus.');
    this.#attached = true;
    this.#durable = subscribers.flatMap((subscriber) => this.#pullConsumerOf(subscriber));
    this.#ephemeral = subscribers
      .filter(({ subscription }) => subscription.kind === 'ephemeral')
      .map((subscriber) => new EphemeralSubscriber(subscriber, this.#link, this.#context.report));
    await Promise.all(this.#ephemeral.map((subscriber) => subscriber.start()));
    for (const consumer of this.#durable) consumer.start();
    this.#lagTimer = setInterval(() => void this.#refreshLag(), lagRefreshMs).unref();
    await this.#refreshLag();
  }

  stats(): NatsBusStats {
    return {
      connected: this.#link.connected,
      lag: this.#lag,
      redelivered: this.#durable.reduce((sum, consumer) => sum + consumer.redelivered, 0),
      deadLetters: this.#storedLetters.stored,
      inFlight: this.#inFlight,
    };
  }

  /**
   * Messages that a durable consumer has not processed, of any process.
   * @throws {Error} when the broker does not reply
   */
  backlogOf(consumer: ConsumerName): Promise<Backlog> {
    return readBacklog(this.#link.connection, consumer);
  }

  async close(withinMs: number): Promise<void> {
    clearInterval(this.#lagTimer);
    const timer = new AbortController();
    const deadline = sleep(withinMs, undefined, { signal: timer.signal }).catch(() => undefined);
    await Promise.all([...this.#durable, ...this.#ephemeral].map((consumer) => consumer.close(deadline)));
    timer.abort();
  }

  /** One run at a time: a slow reply must not replace a newer one. */
  #refreshLag(): Promise<void> {
    this.#readingLag ??= this.#readLag().finally(() => (this.#readingLag = undefined));
    return this.#readingLag;
  }

  async #readLag(): Promise<void> {
    try {
      const lags = this.#durable.map(async (consumer) => [consumer.name, await consumer.lag()] as const);
      this.#lag = Object.fromEntries(await Promise.all(lags));
      this.#lagFaults.reset('The consumer lag is known again.');
    } catch (error) {
      this.#lag = undefined;
      this.#lagFaults.report(`The consumer lag is unknown: ${(error as Error).message}`);
    }
  }

  #pullConsumerOf(subscriber: Subscriber): PullConsumer[] {
    const { subject, subscription } = subscriber;
    if (subscription.kind === 'ephemeral') return [];
    const { consumer, concurrency = 1, maxDeliveries } = subscription;
    if (!isConsumerName(consumer) || consumers[consumer].stream !== streamOf[subject])
      throw new Error(
        `Unknown consumer "${consumer}" of ${subject}: declare it in the topology of @vialog/nats.`,
      );
    return [new PullConsumer({ name: consumer, concurrency, maxDeliveries, subscriber }, this.#context)];
  }
}

function isConsumerName(name: string): name is ConsumerName {
  return Object.hasOwn(consumers, name);
}
