import type { Handle } from '@vialog/messaging';

/** Messages waiting for a live subscriber at most; the newest is dropped and counted while it is behind. */
const waitingLimit = 1_000;

/** Delivers to a subscriber that keeps nothing: one message at a time, once, whatever becomes of it. */
export class LiveConsumer {
  readonly subject: string;
  readonly #handle: Handle;
  #waiting: unknown[] = [];
  #working: Promise<void> | undefined;
  #dropped = 0;

  constructor(subject: string, handle: Handle) {
    this.subject = subject;
    this.#handle = handle;
  }

  /** Messages that were dropped because the subscriber was behind, number. */
  get dropped(): number {
    return this.#dropped;
  }

  offer(message: unknown): void {
    if (this.#waiting.length >= waitingLimit) {
      this.#dropped += 1;
      return;
    }
    this.#waiting.push(message);
    this.#working ??= this.#work();
  }

  async close(deadline: Promise<void>): Promise<void> {
    await Promise.race([deadline, this.#working]);
    this.#waiting = [];
  }

  async #work(): Promise<void> {
    // Begin behind the publisher's turn: a publish never runs a live handler itself.
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      for (const message of batch) await this.#handle(message, {}).catch(() => undefined);
    }
    this.#working = undefined;
  }
}
