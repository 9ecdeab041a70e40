import type { Clock, LiveMessage } from '@vialog/contracts';

/** A message with its sequence number. Numbers increase, also across restarts. */
export interface LiveItem {
  readonly sequence: number;
  readonly message: LiveMessage;
}

export interface LiveHubOptions {
  readonly clock: Clock;
  /** How long messages can be replayed, ms. */
  readonly keepMs?: number;
  /** Maximum number of buffered messages; bounds the memory. */
  readonly keepItems?: number;
}

export interface LiveSubscription {
  /** Sequence number of the last message received; later ones are replayed. Only new messages if left out. */
  readonly after?: number | undefined;
  /** Ends the subscription. */
  readonly signal?: AbortSignal | undefined;
}

interface Kept extends LiveItem {
  readonly at: number;
}

/**
 * The live feed of one process: a ring buffer of the last minutes that every subscriber reads independently. A subscriber
 * that requests a message no longer buffered, or is too slow, gets one `reset` and continues with new messages. Slow
 * subscribers neither block others nor use extra memory.
 */
export class LiveHub {
  readonly #clock: Clock;
  readonly #keepMs: number;
  readonly #keepItems: number;
  readonly #waiting = new Set<() => void>();
  #kept: Kept[] = [];
  /** Index of the oldest valid message in `#kept`; expired ones are removed in large batches. */
  #head = 0;
  /** Sequence of the newest message. Starts at the start time in µs, so that numbers of earlier runs do not recur. */
  #newest: number;
  #closed = false;

  constructor({ clock, keepMs = 300_000, keepItems = 50_000 }: LiveHubOptions) {
    this.#clock = clock;
    this.#keepMs = keepMs;
    this.#keepItems = keepItems;
    this.#newest = Math.floor(clock.now()) * 1000;
  }

  /** Number of the newest message. */
  get newest(): number {
    return this.#newest;
  }

  /** Whether every subscription has ended. */
  get isClosed(): boolean {
    return this.#closed;
  }

  publish(message: LiveMessage): void {
    if (this.#closed) return;
    this.#newest += 1;
    this.#kept.push({ sequence: this.#newest, message, at: this.#clock.monotonic() });
    this.#removeExpired();
    this.#wakeAll();
  }

  /** Ends every subscription; unread messages are not delivered. */
  close(): void {
    this.#closed = true;
    this.#wakeAll();
  }

  /** Yields messages until the signal aborts or the hub closes. The position in the feed is that of the call. */
  subscribe({ after, signal }: LiveSubscription = {}): AsyncIterableIterator<LiveItem> {
    return this.#read(after ?? this.#newest, signal);
  }

  async *#read(after: number, signal: AbortSignal | undefined): AsyncGenerator<LiveItem, void, undefined> {
    let last = after;
    const wake = () => this.#wakeAll();
    signal?.addEventListener('abort', wake);
    try {
      while (!this.#closed && !signal?.aborted) {
        const next = this.#after(last);
        if (!next) {
          await new Promise<void>((resolve) => this.#waiting.add(resolve));
          continue;
        }
        last = next.sequence;
        yield next;
      }
    } finally {
      signal?.removeEventListener('abort', wake);
    }
  }

  /** The next message after a number, a reset for an unknown number, or undefined if there is none yet. */
  #after(last: number): LiveItem | undefined {
    if (last === this.#newest) return undefined;
    this.#removeExpired();
    const oldest = this.#oldest();
    if (last > this.#newest || last < oldest - 1) {
      return { sequence: this.#newest, message: { name: 'reset', data: { since: oldest } } };
    }
    const kept = this.#kept[this.#head + last + 1 - oldest];
    return kept && { sequence: kept.sequence, message: kept.message };
  }

  /** Sequence of the oldest buffered message; the next number if the buffer is empty. */
  #oldest(): number {
    return this.#kept[this.#head]?.sequence ?? this.#newest + 1;
  }

  #removeExpired(): void {
    const limit = this.#clock.monotonic() - this.#keepMs;
    while (this.#head < this.#kept.length && this.#isExpired(this.#kept[this.#head] as Kept, limit)) {
      this.#head += 1;
    }
    if (this.#head * 2 > this.#kept.length) {
      this.#kept = this.#kept.slice(this.#head);
      this.#head = 0;
    }
  }

  #isExpired(kept: Kept, limit: number): boolean {
    return kept.at < limit || this.#kept.length - this.#head > this.#keepItems;
  }

  #wakeAll(): void {
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }
}
