import {
  untilUpgraded,
  untried,
  verdictOf,
  type Handle,
  type Limits,
  type Pauses,
  type Tries,
  type Verdict,
} from '@vialog/messaging';
import { decodeMessage, type Clock, type Outcome } from '@vialog/contracts';
import type { Outbox } from './outbox.port.ts';

export interface DurableOptions {
  readonly name: string;
  readonly subject: string;
  readonly concurrency: number;
  /** Deliveries of any kind, number; undefined: only broken ones are limited. */
  readonly maxDeliveries: number | undefined;
  readonly handle: Handle;
}

export interface ConsumerSurroundings {
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly pauses: Pauses;
  /** A line for people when a message is given up or has to wait for long. */
  readonly report: (line: string) => void;
}

interface Entry {
  readonly id: number;
  /** At hand while fresh; read from the outbox otherwise. */
  readonly message?: unknown;
  readonly tries: Tries;
}

/** Messages kept at hand per consumer; further ones wait in the outbox alone. */
const atHand = 256;

/** Delivers the messages of one durable subscriber, at most `concurrency` at a time, until each is dealt with. */
export class DurableConsumer {
  readonly name: string;
  readonly subject: string;
  readonly #options: DurableOptions;
  readonly #around: ConsumerSurroundings;
  readonly #limits: Limits;
  readonly #working = new Set<Promise<void>>();
  readonly #pausing = new Set<NodeJS.Timeout>();
  readonly #loaded = new Set<number>();
  #ready: Entry[] = [];
  #started = false;
  #stopped = false;

  constructor(options: DurableOptions, around: ConsumerSurroundings) {
    this.name = options.name;
    this.subject = options.subject;
    this.#options = options;
    this.#around = around;
    this.#limits = { pauses: around.pauses, maxDeliveries: options.maxDeliveries };
  }

  /** Messages ready, being handled or pausing, number. */
  get backlog(): number {
    return this.#ready.length + this.#working.size + this.#pausing.size;
  }

  /** Takes up what is pending from before; then what is offered. */
  async start(): Promise<void> {
    const pending = await this.#around.outbox.pending(this.name);
    for (const { id } of pending) this.#loaded.add(id);
    // The outbox remembers failures alone.
    this.#ready.unshift(
      ...pending.map(({ id, deliveries }) => ({ id, tries: { deliveries, failures: deliveries } })),
    );
    this.#started = true;
    this.#pump();
  }

  /** A message that was just put. */
  offer(id: number, message: unknown): void {
    if (this.#loaded.delete(id)) return;
    const fresh = { id, tries: untried };
    this.#ready.push(this.#ready.length < atHand ? { ...fresh, message } : fresh);
    this.#pump();
  }

  /**
   * Hands out what is ready until the deadline, then waits for nothing more. What is left stays in the outbox and comes
   * again with the next start. Returns the messages left.
   */
  async close(deadline: Promise<void>): Promise<number> {
    let late = false;
    void deadline.then(() => (late = true));
    while (!late && this.#working.size > 0) await Promise.race([deadline, ...this.#working]);
    this.#stopped = true;
    const left = this.backlog;
    for (const timer of this.#pausing) clearTimeout(timer);
    this.#pausing.clear();
    return left;
  }

  #pump(): void {
    while (this.#started && !this.#stopped && this.#working.size < this.#options.concurrency) {
      const entry = this.#ready.shift();
      if (!entry) return;
      const work: Promise<void> = this.#deliver(entry)
        .catch((error: unknown) => this.#obey(entry, brokenOutbox(error, entry, this.#limits)))
        .finally(() => {
          this.#working.delete(work);
          this.#pump();
        });
      this.#working.add(work);
    }
  }

  async #deliver(entry: Entry): Promise<void> {
    this.#loaded.delete(entry.id);
    const decoded = await this.#messageOf(entry);
    if (!decoded) return;
    if (decoded.kind === 'invalid') return this.#giveUp(entry, `cannot be read: ${decoded.why}`);
    if (decoded.kind === 'newer') return this.#waitForUpgrade(entry, decoded.why);
    const outcome = await this.#outcomeOf(decoded.message);
    if (outcome === undefined) this.#around.outbox.failed(this.name, entry.id);
    return this.#obey(entry, verdictOf(outcome, entry.tries, this.#limits));
  }

  async #obey(entry: Entry, verdict: Verdict): Promise<void> {
    switch (verdict.kind) {
      case 'settle':
        return this.#around.outbox.settle(this.name, entry.id);
      case 'again':
        return this.#later({ id: entry.id, tries: verdict.tries }, verdict.afterMs);
      case 'giveUp':
        return this.#giveUp(entry, verdict.why);
    }
  }

  async #messageOf({ id, message }: Entry): Promise<ReturnType<typeof decodeMessage> | undefined> {
    if (message !== undefined) return { kind: 'message', message };
    const body = await this.#around.outbox.read(id);
    return body === undefined ? undefined : decodeMessage(this.subject, body);
  }

  /** undefined: the handler broke. Its error was logged where it was thrown. */
  async #outcomeOf(message: unknown): Promise<Outcome | undefined> {
    try {
      return await this.#options.handle(message, {});
    } catch {
      return undefined;
    }
  }

  #waitForUpgrade(entry: Entry, why: string): void {
    if (entry.tries.deliveries === 0)
      this.#around.report(
        `message ${entry.id} of ${this.subject} is of a newer version and waits for it: ${why}`,
      );
    const { tries, afterMs } = untilUpgraded(entry.tries, this.#limits);
    this.#later({ ...entry, tries }, afterMs);
  }

  #later(entry: Entry, ms: number): void {
    if (this.#stopped) return;
    const timer = setTimeout(() => {
      this.#pausing.delete(timer);
      this.#ready.push(entry);
      this.#pump();
    }, ms);
    this.#pausing.add(timer.unref());
  }

  async #giveUp(entry: Entry, why: string): Promise<void> {
    const { outbox, clock, report } = this.#around;
    report(`message ${entry.id} of ${this.subject} for ${this.name} is given up: ${why}`);
    const body = (await outbox.read(entry.id)) ?? '';
    const at = clock.now();
    const key = `${this.name}/${entry.id}`;
    await outbox.bury([{ key, subject: this.subject, durable: this.name, body, why, at }], {
      durable: this.name,
      id: entry.id,
    });
  }
}

/** What the outbox threw is not the message's fault, and not the handler's: it comes again. */
function brokenOutbox(error: unknown, { tries }: Entry, limits: Limits): Verdict {
  return verdictOf({ kind: 'retry', delayMs: 0, why: String(error) }, tries, limits);
}
