import type { DeadLetter } from '@vialog/messaging';
import type { Outbox, OutboxConsumerName, PendingMessage, PutResult } from './outbox.port.ts';

interface StoredMessage {
  readonly subject: string;
  readonly body: string;
  /** Failures by consumer. Empty until a consumer is registered. */
  pending: Map<string, number>;
}

/** An outbox in memory, for tests. */
export class MemoryOutbox implements Outbox {
  readonly #messages = new Map<number, StoredMessage>();
  readonly #consumers = new Map<string, string>();
  readonly #deadLetters = new Map<string, DeadLetter>();
  readonly #maxMessages: number;
  #lastId = 0;

  constructor({ maxMessages = Infinity }: { readonly maxMessages?: number } = {}) {
    this.#maxMessages = maxMessages;
  }

  get size(): number {
    return this.#messages.size;
  }

  register(consumers: readonly OutboxConsumerName[]): Promise<readonly string[]> {
    for (const { name, subject } of consumers) {
      if (this.#consumers.has(name)) continue;
      this.#consumers.set(name, subject);
      for (const stored of this.#messages.values())
        if (stored.subject === subject) stored.pending.set(name, 0);
    }
    for (const [id, stored] of this.#messages) if (stored.pending.size === 0) this.#messages.delete(id);
    const declared = new Set(consumers.map(({ name }) => name));
    const pending = new Set([...this.#messages.values()].flatMap((stored) => [...stored.pending.keys()]));
    return Promise.resolve([...pending].filter((name) => !declared.has(name)));
  }

  put(subject: string, body: string): Promise<PutResult> {
    if (this.#messages.size >= this.#maxMessages)
      return Promise.resolve({
        kind: 'full',
        why: `the outbox has its maximum of ${this.#maxMessages} messages`,
      });
    const names = [...this.#consumers].filter(([, wanted]) => wanted === subject);
    this.#lastId += 1;
    this.#messages.set(this.#lastId, { subject, body, pending: new Map(names.map(([name]) => [name, 0])) });
    return Promise.resolve({ kind: 'stored', id: this.#lastId });
  }

  pending(consumer: string): Promise<readonly PendingMessage[]> {
    const pending = [...this.#messages].filter(([, stored]) => stored.pending.has(consumer));
    return Promise.resolve(
      pending.map(([id, stored]) => ({ id, failures: stored.pending.get(consumer) ?? 0 })),
    );
  }

  read(id: number): Promise<string | undefined> {
    return Promise.resolve(this.#messages.get(id)?.body);
  }

  ack(consumer: string, id: number): void {
    const stored = this.#messages.get(id);
    if (stored?.pending.delete(consumer) && stored.pending.size === 0) this.#messages.delete(id);
  }

  recordFailure(consumer: string, id: number): void {
    const stored = this.#messages.get(id);
    const failures = stored?.pending.get(consumer);
    if (failures !== undefined) stored?.pending.set(consumer, failures + 1);
  }

  store(deadLetters: readonly DeadLetter[], acked?: { consumer: string; id: number }): Promise<void> {
    for (const letter of deadLetters)
      if (!this.#deadLetters.has(letter.key)) this.#deadLetters.set(letter.key, letter);
    if (acked) this.ack(acked.consumer, acked.id);
    return Promise.resolve();
  }

  list(limit: number): Promise<readonly DeadLetter[]> {
    return Promise.resolve([...this.#deadLetters.values()].reverse().slice(0, limit));
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
