import { jetstream, type Consumer, type ConsumerMessages, type JsMsg } from '@nats-io/jetstream';
import {
  untilUpgraded,
  untried,
  verdictOf,
  type Delivery,
  type Limits,
  type Pauses,
  type Subscriber,
  type Tries,
  type Verdict,
} from '@vialog/messaging';
import { decodeMessage, type Clock, type Outcome } from '@vialog/contracts';
import { setTimeout as sleep } from 'node:timers/promises';
import { type DurableName, durables, type NatsLink, readTrace } from '@vialog/nats';
import type { NatsDeadLetters } from './nats-dead-letters.ts';
import { Troubles } from './troubles.ts';

export interface PullSurroundings {
  readonly link: NatsLink;
  readonly letters: NatsDeadLetters;
  readonly clock: Clock;
  readonly pauses: Pauses;
  readonly report: (line: string) => void;
}

export interface DurableOptions {
  readonly name: DurableName;
  /** Messages handled at the same time, number. */
  readonly concurrency: number;
  readonly maxDeliveries: number | undefined;
  readonly subscriber: Subscriber;
}

const pullMs = 30_000;
const heartbeatMs = 5_000;
const recoverMs = 300;
/** Messages whose tries are remembered: those another process dealt with would stay for ever. */
const rememberedTries = 10_000;

/**
 * One durable subscriber of this process. Asks the broker for one message per free hand, so that nothing lies here while
 * another process is idle. Tries are counted in this process: each process that shares the durable may try as often.
 */
export class DurablePuller {
  readonly name: DurableName;
  readonly #options: DurableOptions;
  readonly #around: PullSurroundings;
  readonly #limits: Limits;
  readonly #troubles: Troubles;
  readonly #tries = new Map<number, Tries>();
  readonly #pulls = new Set<ConsumerMessages>();
  #workers: readonly Promise<void>[] = [];
  #consumer: Promise<Consumer> | undefined;
  readonly #holding = new Set<NodeJS.Timeout>();
  #closed = false;
  #redelivered = 0;

  constructor(options: DurableOptions, around: PullSurroundings) {
    this.name = options.name;
    this.#options = options;
    this.#around = around;
    this.#troubles = new Troubles(around.report);
    this.#limits = { pauses: around.pauses, maxDeliveries: options.maxDeliveries };
  }

  /** Deliveries to this process that were not the first of their message, number. */
  get redelivered(): number {
    return this.#redelivered;
  }

  /** Messages not dealt with, by anybody, number. */
  async lag(): Promise<number> {
    const { num_pending: waiting, num_ack_pending: under } = await (await this.#find()).info();
    return waiting + under;
  }

  start(): void {
    this.#workers = Array.from({ length: this.#options.concurrency }, () => this.#work());
  }

  /** Asks for nothing more, and waits for what is being handled until the deadline. */
  async close(deadline: Promise<void>): Promise<void> {
    this.#closed = true;
    for (const pull of this.#pulls) pull.stop();
    await Promise.race([deadline, Promise.allSettled(this.#workers)]);
    // A message whose handler hangs is for another process.
    for (const working of this.#holding) clearInterval(working);
  }

  async #work(): Promise<void> {
    while (!this.#closed) {
      try {
        await this.#pullOne();
        this.#troubles.over();
      } catch (error) {
        if (!this.#closed) await this.#recover((error as Error).message);
      }
    }
  }

  async #pullOne(): Promise<void> {
    const consumer = await this.#find();
    const pull = await consumer.fetch({ max_messages: 1, expires: pullMs, idle_heartbeat: heartbeatMs });
    this.#pulls.add(pull);
    if (this.#closed) pull.stop();
    try {
      for await (const message of pull) await this.#deliver(message);
    } finally {
      this.#pulls.delete(pull);
    }
  }

  #find(): Promise<Consumer> {
    const { stream, config } = durables[this.name];
    this.#consumer ??= jetstream(this.#around.link.connection).consumers.get(stream, config.durable_name);
    return this.#consumer;
  }

  /** The consumer or its stream is gone, or the broker away: sees to it that they are there, and begins again. */
  async #recover(trouble: string): Promise<void> {
    this.#troubles.tell(`"${this.name}" gets no messages: ${trouble}`);
    this.#consumer = undefined;
    await this.#around.link.assure().catch((error: Error) => this.#troubles.tell(error.message));
    await sleep(recoverMs * (1 + Math.random()), undefined, { ref: false });
  }

  async #deliver(message: JsMsg): Promise<void> {
    if (this.#closed) return message.nak();
    if (message.redelivered) this.#redelivered += 1;
    const letGo = this.#hold(message);
    try {
      await this.#obey(message, await this.#verdict(message));
    } catch (error) {
      // The broker did not hear what became of the message: it comes again.
      this.#around.report(`message ${this.#label(message)} will come again: ${(error as Error).message}`);
    } finally {
      letGo();
    }
  }

  /** Tells the broker that the message is in hand, until let go. */
  #hold(message: JsMsg): () => void {
    const everyMs = durables[this.name].config.ack_wait / 2e6;
    const working = setInterval(() => quietly(() => message.working()), everyMs).unref();
    this.#holding.add(working);
    return () => {
      clearInterval(working);
      this.#holding.delete(working);
    };
  }

  async #verdict(message: JsMsg): Promise<Verdict> {
    const tries = this.#tries.get(message.seq) ?? untried;
    const decoded = decodeMessage(this.#options.subscriber.subject, message.string());
    if (decoded.kind === 'invalid') return { kind: 'giveUp', why: `cannot be read: ${decoded.why}` };
    if (decoded.kind === 'message')
      return verdictOf(await this.#outcomeOf(decoded.message, message), tries, this.#limits);
    if (tries.deliveries === 0)
      this.#around.report(
        `message ${this.#label(message)} is of a newer version and waits for it: ${decoded.why}`,
      );
    return untilUpgraded(tries, this.#limits);
  }

  /** undefined: the handler broke. Its error was logged where it was thrown. */
  async #outcomeOf(data: unknown, message: JsMsg): Promise<Outcome | undefined> {
    const traceId = readTrace(message.headers);
    const delivery: Delivery = traceId === undefined ? {} : { traceId };
    try {
      return await this.#options.subscriber.handle(data, delivery);
    } catch {
      return undefined;
    }
  }

  async #obey(message: JsMsg, verdict: Verdict): Promise<void> {
    switch (verdict.kind) {
      case 'settle':
        await message.ackAck();
        return void this.#tries.delete(message.seq);
      case 'again':
        this.#remember(message.seq, verdict.tries);
        return message.nak(verdict.afterMs);
      case 'giveUp':
        await this.#bury(message, verdict.why);
        message.term(verdict.why.slice(0, 200));
        return void this.#tries.delete(message.seq);
    }
  }

  #remember(seq: number, tries: Tries): void {
    this.#tries.set(seq, tries);
    const [oldest] = this.#tries.keys();
    if (this.#tries.size > rememberedTries && oldest !== undefined) this.#tries.delete(oldest);
  }

  async #bury(message: JsMsg, why: string): Promise<void> {
    const { letters, clock, report } = this.#around;
    const { subject } = this.#options.subscriber;
    report(`message ${this.#label(message)} is given up: ${why}`);
    const key = `${durables[this.name].stream}:${this.name}:${message.seq}`;
    try {
      await letters.bury([
        { key, subject, durable: this.name, body: message.string(), why, at: clock.now() },
      ]);
    } catch (error) {
      message.nak(this.#around.pauses.longestMs);
      throw error;
    }
  }

  #label(message: JsMsg): string {
    const traceId = readTrace(message.headers);
    return `${message.seq} of ${message.subject} for ${this.name}${traceId ? ` (trace ${traceId})` : ''}`;
  }
}

/** A connection that closed meanwhile is no matter. */
function quietly(work: () => void): void {
  try {
    work();
  } catch {
    // The message comes again.
  }
}
