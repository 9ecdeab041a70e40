import { jetstream, type Consumer, type ConsumerMessages, type JsMsg } from '@nats-io/jetstream';
import { decodeMessage, type Clock, type Outcome } from '@vialog/contracts';
import {
  decideDisposition,
  noAttempts,
  waitForUpgrade,
  type Attempts,
  type Delivery,
  type DeliveryLimits,
  type Disposition,
  type RedeliveryDelays,
  type Subscriber,
} from '@vialog/messaging';
import { consumers, FaultReporter, readTrace, type ConsumerName, type NatsLink } from '@vialog/nats';
import { setTimeout as sleep } from 'node:timers/promises';
import type { NatsDeadLetters } from './nats-dead-letters.ts';

export interface PullContext {
  readonly link: NatsLink;
  readonly deadLetters: NatsDeadLetters;
  readonly clock: Clock;
  readonly redelivery: RedeliveryDelays;
  readonly report: (line: string) => void;
}

export interface PullConsumerOptions {
  readonly name: ConsumerName;
  /** Messages handled at the same time, number. */
  readonly concurrency: number;
  readonly maxDeliveries: number | undefined;
  readonly subscriber: Subscriber;
}

const pullExpiresMs = 30_000;
const heartbeatMs = 5_000;
const retryMs = 300;
/** Upper limit of stored attempts: messages acknowledged by another process are never removed from the map. */
const maxStoredAttempts = 10_000;

/**
 * A durable subscriber of this process. Each worker pulls one message at a time, so that no message waits here while
 * another process is idle. Attempts are counted per process: each process that shares the consumer has its own limit.
 */
export class PullConsumer {
  readonly name: ConsumerName;
  readonly #options: PullConsumerOptions;
  readonly #context: PullContext;
  readonly #limits: DeliveryLimits;
  readonly #faults: FaultReporter;
  readonly #attempts = new Map<number, Attempts>();
  readonly #pulls = new Set<ConsumerMessages>();
  readonly #ackExtensions = new Set<NodeJS.Timeout>();
  #workers: readonly Promise<void>[] = [];
  #consumer: Promise<Consumer> | undefined;
  #closed = false;
  #redelivered = 0;

  constructor(options: PullConsumerOptions, context: PullContext) {
    this.name = options.name;
    this.#options = options;
    this.#context = context;
    this.#faults = new FaultReporter(context.report);
    this.#limits = { redelivery: context.redelivery, maxDeliveries: options.maxDeliveries };
  }

  /** Deliveries to this process that were redeliveries, number. */
  get redelivered(): number {
    return this.#redelivered;
  }

  /**
   * Messages no process has acknowledged: `num_pending` + `num_ack_pending`, number.
   *
   * @throws {Error} when the broker does not reply.
   */
  async lag(): Promise<number> {
    const { num_pending: pending, num_ack_pending: ackPending } = await (await this.#find()).info();
    return pending + ackPending;
  }

  start(): void {
    this.#workers = Array.from({ length: this.#options.concurrency }, () => this.#work());
  }

  /** Stops pulling and waits for the messages in progress until the deadline. */
  async close(deadline: Promise<void>): Promise<void> {
    this.#closed = true;
    for (const pull of this.#pulls) pull.stop();
    await Promise.race([deadline, Promise.allSettled(this.#workers)]);
    // The broker redelivers the message of a handler that hangs to another process.
    for (const extension of this.#ackExtensions) clearInterval(extension);
  }

  async #work(): Promise<void> {
    while (!this.#closed) {
      try {
        await this.#pullOne();
        this.#faults.reset();
      } catch (error) {
        if (!this.#closed) await this.#recover((error as Error).message);
      }
    }
  }

  async #pullOne(): Promise<void> {
    const consumer = await this.#find();
    const pull = await consumer.fetch({
      max_messages: 1,
      expires: pullExpiresMs,
      idle_heartbeat: heartbeatMs,
    });
    this.#pulls.add(pull);
    if (this.#closed) pull.stop();
    try {
      for await (const message of pull) await this.#deliver(message);
    } finally {
      this.#pulls.delete(pull);
    }
  }

  #find(): Promise<Consumer> {
    if (this.#consumer) return this.#consumer;
    const { stream, config } = consumers[this.name];
    const found = jetstream(this.#context.link.connection).consumers.get(stream, config.durable_name);
    this.#consumer = found;
    found.catch(() => {
      if (this.#consumer === found) this.#consumer = undefined;
    });
    return found;
  }

  /** The consumer or its stream was deleted, or the broker is disconnected: restores the topology and retries. */
  async #recover(fault: string): Promise<void> {
    this.#faults.report(`Consumer "${this.name}" receives no messages: ${fault}`);
    this.#consumer = undefined;
    await this.#context.link.assertTopology().catch((error: Error) => this.#faults.report(error.message));
    await sleep(retryMs * (1 + Math.random()), undefined, { ref: false });
  }

  async #deliver(message: JsMsg): Promise<void> {
    if (this.#closed) return message.nak();
    if (message.redelivered) this.#redelivered += 1;
    const stopExtending = this.#extendAckWait(message);
    try {
      await this.#apply(message, await this.#dispositionOf(message));
    } catch (error) {
      // The broker did not receive the disposition and redelivers the message.
      this.#context.report(`${this.#label(message)} will be redelivered: ${(error as Error).message}`);
    } finally {
      stopExtending();
    }
  }

  /** Extends the ack wait of the message until the returned function is called. */
  #extendAckWait(message: JsMsg): () => void {
    const everyMs = consumers[this.name].config.ack_wait / 2e6;
    const extension = setInterval(() => ignoreClosedConnection(() => message.working()), everyMs).unref();
    this.#ackExtensions.add(extension);
    return () => {
      clearInterval(extension);
      this.#ackExtensions.delete(extension);
    };
  }

  async #dispositionOf(message: JsMsg): Promise<Disposition> {
    const attempts = this.#attempts.get(message.seq) ?? noAttempts;
    const decoded = decodeMessage(this.#options.subscriber.subject, message.string());
    if (decoded.kind === 'invalid') return { kind: 'deadLetter', why: `invalid message: ${decoded.why}` };
    if (decoded.kind === 'message')
      return decideDisposition(await this.#outcomeOf(decoded.message, message), attempts, this.#limits);
    if (attempts.deliveries === 0)
      this.#context.report(
        `${this.#label(message)} is of a newer version and waits for an upgrade: ${decoded.why}`,
      );
    return waitForUpgrade(attempts, this.#limits);
  }

  /** undefined: the handler failed. Its error was logged where it was thrown. */
  async #outcomeOf(data: unknown, message: JsMsg): Promise<Outcome | undefined> {
    const traceId = readTrace(message.headers);
    const delivery: Delivery = traceId === undefined ? {} : { traceId };
    try {
      return await this.#options.subscriber.handle(data, delivery);
    } catch {
      return undefined;
    }
  }

  async #apply(message: JsMsg, disposition: Disposition): Promise<void> {
    switch (disposition.kind) {
      case 'ack':
        await message.ackAck();
        return void this.#attempts.delete(message.seq);
      case 'nak':
        this.#storeAttempts(message.seq, disposition.attempts);
        return message.nak(disposition.delayMs);
      case 'deadLetter':
        await this.#storeDeadLetter(message, disposition.why);
        message.term(disposition.why.slice(0, 200));
        return void this.#attempts.delete(message.seq);
    }
  }

  #storeAttempts(seq: number, attempts: Attempts): void {
    this.#attempts.set(seq, attempts);
    const [oldest] = this.#attempts.keys();
    if (this.#attempts.size > maxStoredAttempts && oldest !== undefined) this.#attempts.delete(oldest);
  }

  async #storeDeadLetter(message: JsMsg, why: string): Promise<void> {
    const { deadLetters, clock, redelivery, report } = this.#context;
    const { subject } = this.#options.subscriber;
    report(`${this.#label(message)} becomes a dead letter: ${why}`);
    const key = `${consumers[this.name].stream}:${this.name}:${message.seq}`;
    try {
      await deadLetters.store([
        { key, subject, consumer: this.name, body: message.string(), why, at: clock.now() },
      ]);
    } catch (error) {
      message.nak(redelivery.maxMs);
      throw error;
    }
  }

  #label(message: JsMsg): string {
    const traceId = readTrace(message.headers);
    const trace = traceId === undefined ? '' : ` (trace ${traceId})`;
    return `Message ${message.seq} of ${message.subject} for consumer "${this.name}"${trace}`;
  }
}

/** On a closed connection the ack wait ends and the broker redelivers the message. */
function ignoreClosedConnection(work: () => void): void {
  try {
    work();
  } catch {
    // Nothing to do.
  }
}
