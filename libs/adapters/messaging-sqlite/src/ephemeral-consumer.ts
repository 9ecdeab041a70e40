import type { MessageHandler } from '@vialog/messaging';

/** Messages queued for an ephemeral subscriber. While the queue is full, new messages are dropped and counted. */
const maxQueued = 1_000;

/** Delivers to an ephemeral subscriber: one message at a time, each once, regardless of its outcome. */
export class EphemeralConsumer {
  readonly subject: string;
  readonly #handle: MessageHandler;
  #queue: unknown[] = [];
  #working: Promise<void> | undefined;
  #dropped = 0;

  constructor(subject: string, handle: MessageHandler) {
    this.subject = subject;
    this.#handle = handle;
  }

  /** Messages dropped because the subscriber was too slow, number. */
  get dropped(): number {
    return this.#dropped;
  }

  offer(message: unknown): void {
    if (this.#queue.length >= maxQueued) {
      this.#dropped += 1;
      return;
    }
    this.#queue.push(message);
    this.#working ??= this.#work();
  }

  async close(deadline: Promise<void>): Promise<void> {
    await Promise.race([deadline, this.#working]);
    this.#queue = [];
  }

  async #work(): Promise<void> {
    // Yield first, so that `publish` does not run an ephemeral handler synchronously.
    await Promise.resolve();
    while (this.#queue.length > 0) {
      const batch = this.#queue;
      this.#queue = [];
      for (const message of batch) await this.#handle(message, {}).catch(() => undefined);
    }
    this.#working = undefined;
  }
}
