import { decodeMessage, type Clock, type Outcome } from '@vialog/contracts';
import {
  decideDisposition,
  noAttempts,
  waitForUpgrade,
  type Attempts,
  type DeliveryLimits,
  type Disposition,
  type MessageHandler,
  type RedeliveryDelays,
} from '@vialog/messaging';
import type { Outbox } from './outbox.port.ts';

export interface OutboxConsumerOptions {
  readonly name: string;
  readonly subject: string;
  readonly concurrency: number;
  /** Maximum deliveries for any reason, number. undefined: only failures are limited. */
  readonly maxDeliveries: number | undefined;
  readonly handle: MessageHandler;
}

export interface ConsumerContext {
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly redelivery: RedeliveryDelays;
  /** Logs a line for operators: dead letters and messages that wait for an upgrade. */
  readonly report: (line: string) => void;
}

interface Entry {
  readonly id: number;
  /** The message while it is cached; otherwise it is read from the outbox. */
  readonly message?: unknown;
  readonly attempts: Attempts;
}

/** Messages cached per consumer; further ones are only in the outbox. */
const maxCached = 256;

/** Delivers the messages of one durable subscriber, at most `concurrency` at the same time, until each is acknowledged. */
export class OutboxConsumer {
  readonly name: string;
  readonly subject: string;
  readonly #options: OutboxConsumerOptions;
  readonly #context: ConsumerContext;
  readonly #limits: DeliveryLimits;
  readonly #working = new Set<Promise<void>>();
  readonly #delayed = new Set<NodeJS.Timeout>();
  readonly #loaded = new Set<number>();
  #ready: Entry[] = [];
  #started = false;
  #stopped = false;

  constructor(options: OutboxConsumerOptions, context: ConsumerContext) {
    this.name = options.name;
    this.subject = options.subject;
    this.#options = options;
    this.#context = context;
    this.#limits = { redelivery: context.redelivery, maxDeliveries: options.maxDeliveries };
  }

  /** Messages that are ready, in progress or delayed, number. */
  get backlog(): number {
    return this.#ready.length + this.#working.size + this.#delayed.size;
  }

  /** Loads the messages pending from earlier runs and starts deliveries. */
  async start(): Promise<void> {
    const pending = await this.#context.outbox.pending(this.name);
    for (const { id } of pending) this.#loaded.add(id);
    // The outbox stores failures only.
    this.#ready.unshift(
      ...pending.map(({ id, failures }) => ({ id, attempts: { deliveries: failures, failures } })),
    );
    this.#started = true;
    this.#startWork();
  }

  /** Adds a message that was stored in the outbox just now. */
  offer(id: number, message: unknown): void {
    if (this.#loaded.delete(id)) return;
    const entry = { id, attempts: noAttempts };
    this.#ready.push(this.#ready.length < maxCached ? { ...entry, message } : entry);
    this.#startWork();
  }

  /**
   * Delivers ready messages until the deadline, then stops. Unacknowledged messages stay in the outbox for the next start.
   * Returns their number.
   */
  async close(deadline: Promise<void>): Promise<number> {
    let late = false;
    void deadline.then(() => (late = true));
    while (!late && this.#working.size > 0) await Promise.race([deadline, ...this.#working]);
    this.#stopped = true;
    const unacknowledged = this.backlog;
    for (const timer of this.#delayed) clearTimeout(timer);
    this.#delayed.clear();
    return unacknowledged;
  }

  #startWork(): void {
    while (this.#started && !this.#stopped && this.#working.size < this.#options.concurrency) {
      const entry = this.#ready.shift();
      if (!entry) return;
      const work: Promise<void> = this.#deliver(entry)
        .catch((error: unknown) => this.#apply(entry, retryAfter(error, entry, this.#limits)))
        .finally(() => {
          this.#working.delete(work);
          this.#startWork();
        });
      this.#working.add(work);
    }
  }

  async #deliver(entry: Entry): Promise<void> {
    this.#loaded.delete(entry.id);
    const decoded = await this.#messageOf(entry);
    if (!decoded) return;
    if (decoded.kind === 'invalid') return this.#storeDeadLetter(entry, `invalid message: ${decoded.why}`);
    if (decoded.kind === 'newer') return this.#waitForUpgrade(entry, decoded.why);
    const outcome = await this.#outcomeOf(decoded.message);
    if (outcome === undefined) this.#context.outbox.recordFailure(this.name, entry.id);
    return this.#apply(entry, decideDisposition(outcome, entry.attempts, this.#limits));
  }

  async #apply(entry: Entry, disposition: Disposition): Promise<void> {
    switch (disposition.kind) {
      case 'ack':
        return this.#context.outbox.ack(this.name, entry.id);
      case 'nak':
        return this.#deliverLater({ id: entry.id, attempts: disposition.attempts }, disposition.delayMs);
      case 'deadLetter':
        return this.#storeDeadLetter(entry, disposition.why);
    }
  }

  async #messageOf({ id, message }: Entry): Promise<ReturnType<typeof decodeMessage> | undefined> {
    if (message !== undefined) return { kind: 'message', message };
    const body = await this.#context.outbox.read(id);
    return body === undefined ? undefined : decodeMessage(this.subject, body);
  }

  /** undefined: the handler failed. Its error was logged where it was thrown. */
  async #outcomeOf(message: unknown): Promise<Outcome | undefined> {
    try {
      return await this.#options.handle(message, {});
    } catch {
      return undefined;
    }
  }

  #waitForUpgrade(entry: Entry, why: string): void {
    if (entry.attempts.deliveries === 0)
      this.#context.report(
        `Message ${entry.id} of ${this.subject} is of a newer version and waits for an upgrade: ${why}`,
      );
    const { attempts, delayMs } = waitForUpgrade(entry.attempts, this.#limits);
    this.#deliverLater({ ...entry, attempts }, delayMs);
  }

  #deliverLater(entry: Entry, delayMs: number): void {
    if (this.#stopped) return;
    const timer = setTimeout(() => {
      this.#delayed.delete(timer);
      this.#ready.push(entry);
      this.#startWork();
    }, delayMs);
    this.#delayed.add(timer.unref());
  }

  async #storeDeadLetter(entry: Entry, why: string): Promise<void> {
    const { outbox, clock, report } = this.#context;
    report(
      `Message ${entry.id} of ${this.subject} for consumer "${this.name}" becomes a dead letter: ${why}`,
    );
    const body = (await outbox.read(entry.id)) ?? '';
    const key = `${this.name}/${entry.id}`;
    await outbox.store([{ key, subject: this.subject, consumer: this.name, body, why, at: clock.now() }], {
      consumer: this.name,
      id: entry.id,
    });
  }
}

/** The outbox failed, not the handler: the message is delivered again and no failure is counted. */
function retryAfter(error: unknown, { attempts }: Entry, limits: DeliveryLimits): Disposition {
  return decideDisposition({ kind: 'retry', delayMs: 0, why: String(error) }, attempts, limits);
}
