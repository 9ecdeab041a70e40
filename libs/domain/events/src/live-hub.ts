import type { Clock, LiveMessage } from '@vialog/contracts';

/** A message with its place in the feed. Numbers only ever grow, also over restarts. */
export interface LiveItem {
  readonly sequence: number;
  readonly message: LiveMessage;
}

export interface LiveHubOptions {
  readonly clock: Clock;
  /** How long a message can be replayed, ms. */
  readonly keepMs?: number;
  /** How many messages are kept at most, number: bounds the memory when very many cameras report. */
  readonly keepItems?: number;
}

export interface LiveSubscription {
  /** Sequence number the subscriber saw last; what follows is replayed. New messages only where left out. */
  readonly after?: number | undefined;
  /** Ends the subscription. */
  readonly signal?: AbortSignal | undefined;
}

interface Kept extends LiveItem {
  readonly at: number;
}

/**
 * The live feed inside one process: a ring of the last minutes that every subscriber reads at its own pace. A
 * subscriber that asks for what is no longer kept, or falls behind it, gets one `reset` and goes on with the newest.
 * Nothing waits for a subscriber, and a slow one costs no memory of its own.
 */
export class LiveHub {
  readonly #clock: Clock;
  readonly #keepMs: number;
  readonly #keepItems: number;
  readonly #waiting = new Set<() => void>();
  #kept: Kept[] = [];
  /** Index of the oldest kept message in `#kept`: the front is cut off in large pieces, not one by one. */
  #head = 0;
  /** Sequence of the newest message. Begins at the time of start in µs, so that a number of an earlier run is never met again. */
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

  publish(message: LiveMessage): void {
    if (this.#closed) return;
    this.#newest += 1;
    this.#kept.push({ sequence: this.#newest, message, at: this.#clock.monotonic() });
    this.#forgetOld();
    this.#wakeAll();
  }

  /** Ends every subscription; what they have not read yet is not delivered. */
  close(): void {
    this.#closed = true;
    this.#wakeAll();
  }

  /** Messages as they come, until the signal aborts or the hub closes. The place in the feed is taken at the call. */
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

  /** What comes after a number: the next message, a reset where the number is not known, or nothing yet. */
  #after(last: number): LiveItem | undefined {
    if (last === this.#newest) return undefined;
    this.#forgetOld();
    const oldest = this.#oldest();
    if (last > this.#newest || last < oldest - 1) {
      return { sequence: this.#newest, message: { name: 'reset', data: { since: oldest } } };
    }
    const kept = this.#kept[this.#head + last + 1 - oldest];
    return kept && { sequence: kept.sequence, message: kept.message };
  }

  /** Sequence of the oldest kept message; one behind the newest where none is kept. */
  #oldest(): number {
    return this.#kept[this.#head]?.sequence ?? this.#newest + 1;
  }

  #forgetOld(): void {
    const limit = this.#clock.monotonic() - this.#keepMs;
    while (this.#head < this.#kept.length && this.#isTooOld(this.#kept[this.#head] as Kept, limit)) {
      this.#head += 1;
    }
    if (this.#head * 2 > this.#kept.length) {
      this.#kept = this.#kept.slice(this.#head);
      this.#head = 0;
    }
  }

  #isTooOld(kept: Kept, limit: number): boolean {
    return kept.at < limit || this.#kept.length - this.#head > this.#keepItems;
  }

  #wakeAll(): void {
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }
}
