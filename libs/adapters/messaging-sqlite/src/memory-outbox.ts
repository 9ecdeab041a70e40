import type { DeadLetter } from '@vialog/messaging';
import type { Outbox, PendingMessage, PutResult } from './outbox.port.ts';

interface Kept {
  readonly subject: string;
  readonly body: string;
  /** Durable → failed deliveries; undefined until somebody waits for it. */
  waiting: Map<string, number>;
}

/** An outbox that forgets everything with the process. For tests, and for runs that keep nothing. */
export class MemoryOutbox implements Outbox {
  readonly #messages = new Map<number, Kept>();
  readonly #durables = new Map<string, string>();
  readonly #letters = new Map<string, DeadLetter>();
  readonly #limit: number;
  #lastId = 0;

  /** `limit`: messages it has room for, number. */
  constructor({ limit = Infinity }: { readonly limit?: number } = {}) {
    this.#limit = limit;
  }

  get size(): number {
    return this.#messages.size;
  }

  register(durables: readonly { name: string; subject: string }[]): Promise<readonly string[]> {
    for (const { name, subject } of durables) {
      if (this.#durables.has(name)) continue;
      this.#durables.set(name, subject);
      for (const kept of this.#messages.values()) if (kept.subject === subject) kept.waiting.set(name, 0);
    }
    for (const [id, kept] of this.#messages) if (kept.waiting.size === 0) this.#messages.delete(id);
    const declared = new Set(durables.map(({ name }) => name));
    const waiting = new Set([...this.#messages.values()].flatMap((kept) => [...kept.waiting.keys()]));
    return Promise.resolve([...waiting].filter((name) => !declared.has(name)));
  }

  put(subject: string, body: string): Promise<PutResult> {
    if (this.#messages.size >= this.#limit)
      return Promise.resolve({ kind: 'full', why: `the outbox holds its ${this.#limit} messages` });
    const waiting = [...this.#durables].filter(([, wanted]) => wanted === subject);
    this.#lastId += 1;
    this.#messages.set(this.#lastId, { subject, body, waiting: new Map(waiting.map(([name]) => [name, 0])) });
    return Promise.resolve({ kind: 'stored', id: this.#lastId });
  }

  pending(durable: string): Promise<readonly PendingMessage[]> {
    const waiting = [...this.#messages].filter(([, kept]) => kept.waiting.has(durable));
    return Promise.resolve(waiting.map(([id, kept]) => ({ id, deliveries: kept.waiting.get(durable) ?? 0 })));
  }

  read(id: number): Promise<string | undefined> {
    return Promise.resolve(this.#messages.get(id)?.body);
  }

  settle(durable: string, id: number): void {
    const kept = this.#messages.get(id);
    if (kept?.waiting.delete(durable) && kept.waiting.size === 0) this.#messages.delete(id);
  }

  failed(durable: string, id: number): void {
    const kept = this.#messages.get(id);
    const before = kept?.waiting.get(durable);
    if (before !== undefined) kept?.waiting.set(durable, before + 1);
  }

  bury(letters: readonly DeadLetter[], settles?: { durable: string; id: number }): Promise<void> {
    for (const letter of letters) if (!this.#letters.has(letter.key)) this.#letters.set(letter.key, letter);
    if (settles) this.settle(settles.durable, settles.id);
    return Promise.resolve();
  }

  deadLetters(limit: number): Promise<readonly DeadLetter[]> {
    return Promise.resolve([...this.#letters.values()].reverse().slice(0, limit));
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
