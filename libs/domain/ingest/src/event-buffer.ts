import type { CountEvent } from '@vialog/contracts';
import { LostSlots } from './lost-slots.ts';

/** Where closed slots are sent. `full`: the sink took nothing (no space, broker unavailable); offer the events again later. */
export interface EventSink {
  send(events: readonly CountEvent[]): Promise<'accepted' | 'full'>;
}

/** Events that are sent at once, at most. */
export const batchSize = 100;

/** blocked: the sink takes nothing and slots wait in memory. recovered: the sink has taken everything that waited. */
export type EventBufferState =
  | { readonly kind: 'blocked' }
  | {
      readonly kind: 'recovered';
      /** Measured slots dropped since the buffer was blocked. */ readonly lost: number;
    };

export interface EventBufferOptions {
  /** Events kept while the sink takes none, and spans that explain dropped ones: at most this many each. Default 20,000. */
  readonly limit?: number;
  /** Called once when the sink stops taking events, and once when it has taken everything that waited. */
  readonly onStateChange?: (state: EventBufferState) => void;
}

/**
 * Keeps closed slots until the sink has taken them. While the sink is full they wait in a bounded buffer. What exceeds
 * the bound is dropped, oldest first, and reported as gap spans `storage_full` when the sink takes events again.
 */
export class EventBuffer {
  readonly #sink: EventSink;
  readonly #limit: number;
  readonly #onStateChange: (state: EventBufferState) => void;
  readonly #lost: LostSlots;
  readonly #waiting: CountEvent[] = [];
  /** Events at the front of `#waiting` that are being sent. They are never dropped: a slot would be both kept and lost. */
  #inFlight = 0;
  #sending: Promise<void> | undefined;
  /** Slots lost before the sink stopped taking events; undefined while it takes them. */
  #lostBefore: number | undefined;

  constructor(sink: EventSink, { limit = 20_000, onStateChange = () => undefined }: EventBufferOptions = {}) {
    this.#sink = sink;
    this.#limit = limit;
    this.#onStateChange = onStateChange;
    this.#lost = new LostSlots(limit);
  }

  /** Whether the sink takes nothing. */
  get isBlocked(): boolean {
    return this.#lostBefore !== undefined;
  }

  /** Events and explanations that the sink has not taken yet, number. */
  get length(): number {
    return this.#waiting.length + this.#lost.spans;
  }

  /** Measured slots dropped so far, number. */
  get lostTotal(): number {
    return this.#lost.total;
  }

  put(events: readonly CountEvent[]): void {
    for (const event of events) this.#waiting.push(event);
    const excess = this.#waiting.length - this.#limit;
    if (excess > 0) for (const event of this.#waiting.splice(this.#inFlight, excess)) this.#lost.add(event);
  }

  /**
   * Sends what waits. Resolves when the sink has taken everything or is full. Calls while one is running share its result.
   * @throws what the sink throws; the events stay in the buffer
   */
  flush(): Promise<void> {
    this.#sending ??= this.#sendAll().finally(() => {
      this.#sending = undefined;
    });
    return this.#sending;
  }

  async #sendAll(): Promise<void> {
    while (this.length > 0) {
      if (!(await this.#sendEvents()) || !(await this.#sendSpans())) return this.#block();
    }
    this.#recover();
  }

  /** Whether the sink took the oldest events. They leave the buffer in the same step in which they stop being in flight. */
  async #sendEvents(): Promise<boolean> {
    this.#inFlight = Math.min(batchSize, this.#waiting.length);
    if (this.#inFlight === 0) return true;
    let answer: 'accepted' | 'full' = 'full';
    try {
      answer = await this.#sink.send(this.#waiting.slice(0, this.#inFlight));
    } finally {
      if (answer === 'accepted') this.#waiting.splice(0, this.#inFlight);
      this.#inFlight = 0;
    }
    return answer === 'accepted';
  }

  /** Whether the sink took the oldest spans. What it does not take is kept. */
  async #sendSpans(): Promise<boolean> {
    const spans = this.#lost.take(batchSize);
    if (spans.length === 0) return true;
    let answer: 'accepted' | 'full' = 'full';
    try {
      answer = await this.#sink.send(spans);
    } finally {
      if (answer === 'full') this.#lost.putBack(spans);
    }
    return answer === 'accepted';
  }

  #block(): void {
    if (this.isBlocked) return;
    this.#lostBefore = this.lostTotal;
    this.#onStateChange({ kind: 'blocked' });
  }

  #recover(): void {
    if (this.#lostBefore === undefined) return;
    const lost = this.lostTotal - this.#lostBefore;
    this.#lostBefore = undefined;
    this.#onStateChange({ kind: 'recovered', lost });
  }
}
