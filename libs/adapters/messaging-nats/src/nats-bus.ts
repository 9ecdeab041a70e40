import { jetstream } from '@nats-io/jetstream';
import {
  usualPauses,
  type DeadLetterStore,
  type MessageBus,
  type Pauses,
  type Published,
  type Subscriber,
} from '@vialog/messaging';
import { validateMessage, type Clock, type MessageOf, type Subject } from '@vialog/contracts';
import { setTimeout as sleep } from 'node:timers/promises';
import { type DurableName, durables, type NatsLink } from '@vialog/nats';
import { DurablePuller, type PullSurroundings } from './durable-puller.ts';
import { LivePuller } from './live-puller.ts';
import { NatsDeadLetters } from './nats-dead-letters.ts';
import { publishOne } from './publish.ts';
import { checkRegion, messageId, streamOf, wireSubject } from './wire-subjects.ts';

export interface NatsBusOptions {
  readonly link: NatsLink;
  readonly clock: Clock;
  /** Where the messages of this process come from, `[a-z0-9-]{1,20}`; `main` if left out. */
  readonly region?: string;
  readonly pauses?: Pauses;
  /** Takes a line for people when a message is given up or left waiting, and when a subscriber gets none. */
  readonly report?: (line: string) => void;
}

export interface NatsBusFigures {
  readonly connected: boolean;
  /** Durable of this process → messages nobody has dealt with, number; as of the last look, at most 5 s ago. */
  readonly lag: Readonly<Record<string, number>>;
  /** Deliveries to this process that were not the first of their message, number. */
  readonly redelivered: number;
  /** Messages this process gave up, number. */
  readonly deadLetters: number;
  /** Messages on their way to the broker, number. */
  readonly underWay: number;
}

/** Messages on their way to the broker at most; further ones are not taken. */
const underWayLimit = 256;
const lookMs = 5_000;

/**
 * The bus between processes, on NATS JetStream. What is published is on the broker's disk (health: in its memory) when it
 * is taken; while the broker is away nothing is, and whoever publishes keeps it. The link stays open when the bus closes.
 */
export class NatsBus implements MessageBus {
  /** Dead letters of all services. */
  readonly deadLetters: DeadLetterStore;
  readonly #letters: NatsDeadLetters;
  readonly #link: NatsLink;
  readonly #region: string;
  readonly #around: PullSurroundings;
  #durables: readonly DurablePuller[] = [];
  #live: readonly LivePuller[] = [];
  #attached = false;
  #underWay = 0;
  #lag: Readonly<Record<string, number>> = {};
  #looking: NodeJS.Timeout | undefined;

  constructor({
    link,
    clock,
    region = 'main',
    pauses = usualPauses,
    report = () => undefined,
  }: NatsBusOptions) {
    checkRegion(region);
    this.#link = link;
    this.#region = region;
    this.#letters = new NatsDeadLetters(link.connection);
    this.deadLetters = this.#letters;
    this.#around = { link, letters: this.#letters, clock, pauses, report };
  }

  async publish<S extends Subject>(subject: S, message: MessageOf<S>): Promise<Published> {
    const data = validateMessage(subject, message);
    if (!this.#link.connected) return { kind: 'full', why: 'the broker is away' };
    if (this.#underWay >= underWayLimit)
      return { kind: 'full', why: `${underWayLimit} messages are on their way to the broker` };
    this.#underWay += 1;
    try {
      return await publishOne(jetstream(this.#link.connection), {
        stream: streamOf[subject],
        wireSubject: wireSubject(subject, data, this.#region),
        body: JSON.stringify(data),
        messageId: messageId(subject, data),
      });
    } finally {
      this.#underWay -= 1;
    }
  }

  async attach(subscribers: readonly Subscriber[]): Promise<void> {
    if (this.#attached) throw new Error('a bus delivers for one strategy, once; make another bus');
    this.#attached = true;
    this.#durables = subscribers.flatMap((subscriber) => this.#durableOf(subscriber));
    this.#live = subscribers
      .filter(({ subscription }) => 'ephemeral' in subscription)
      .map((subscriber) => new LivePuller(subscriber, this.#link, this.#around.report));
    await Promise.all(this.#live.map((live) => live.start()));
    for (const durable of this.#durables) durable.start();
    this.#looking = setInterval(() => void this.#look(), lookMs).unref();
    await this.#look();
  }

  figures(): NatsBusFigures {
    return {
      connected: this.#link.connected,
      lag: this.#lag,
      redelivered: this.#durables.reduce((sum, durable) => sum + durable.redelivered, 0),
      deadLetters: this.#letters.buried,
      underWay: this.#underWay,
    };
  }

  async close(withinMs: number): Promise<void> {
    clearInterval(this.#looking);
    const timer = new AbortController();
    const deadline = sleep(withinMs, undefined, { signal: timer.signal }).catch(() => undefined);
    await Promise.all([...this.#durables, ...this.#live].map((consumer) => consumer.close(deadline)));
    timer.abort();
  }

  async #look(): Promise<void> {
    const entries = this.#durables.map(async (durable) => [durable.name, await durable.lag()] as const);
    const known = await Promise.allSettled(entries);
    const fresh = known.flatMap((entry) => (entry.status === 'fulfilled' ? [entry.value] : []));
    this.#lag = { ...this.#lag, ...Object.fromEntries(fresh) };
  }

  #durableOf(subscriber: Subscriber): DurablePuller[] {
    const { subject, subscription } = subscriber;
    if ('ephemeral' in subscription) return [];
    const { durable, concurrency = 1, maxDeliveries } = subscription;
    if (!isDurable(durable) || durables[durable].stream !== streamOf[subject])
      throw new Error(`the durable "${durable}" of ${subject} is not among the streams of bus-nats`);
    return [new DurablePuller({ name: durable, concurrency, maxDeliveries, subscriber }, this.#around)];
  }
}

function isDurable(name: string): name is DurableName {
  return Object.hasOwn(durables, name);
}
