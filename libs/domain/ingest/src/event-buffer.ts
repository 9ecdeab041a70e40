import type { CountEvent } from '@vialog/contracts';
import { LostSlots } from './lost-slots.ts';

/** Destination of closed slots. `full`: the sink accepted nothing (no space, broker unavailable); send the events again later. */
export interface EventSink {
  send(events: readonly CountEvent[]): Promise<'accepted' | 'full'>;
}

/** Maximum number of events in one call of the sink. */
export const batchSize = 100;

/** blocked: the sink accepts nothing and slots wait in memory. recovered: the sink has accepted all waiting slots. */
export type EventBufferState =
  | { readonly kind: 'blocked' }
  | {
      readonly kind: 'recovered';
      /** Measured slots dropped since the buffer was blocked. */ readonly lost: number;
    };

export interface EventBufferOptions {
  /** Maximum number of waiting events, and of spans that explain dropped events. Default 20,000. */
  readonly limit?: number;
  /** Called once when the sink stops accepting events, and once when it has accepted all waiting events. */
  readonly onStateChange?: (state: EventBufferState) => void;
}

/**
 * Keeps closed slots until the sink has accepted them. While the sink is full they wait in a bounded buffer. Beyond the limit
 * the oldest events are dropped and reported as gap spans `storage_full` when the sink accepts events again.
 */
export class EventBuffer {
  readonly #sink: EventSink;
  readonly #limit: number;
  readonly #onStateChange: (state: EventBufferState) => void;
  readonly #lost: LostSlots;
  readonly #waiting: CountEvent[] = [];
  /** Events at the front of `#waiting` that are being sent. They are never dropped, because a slot would be both stored and lost. */
  #inFlight = 0;
  #sending: Promise<void> | undefined;
  /** Lost slots at the time when the sink stopped accepting events; undefined while it accepts them. */
  #lostBefore: number | undefined;

  constructor(sink: EventSink, { limit = 20_000, onStateChange = () => undefined }: EventBufferOptions = {}) {
    this.#sink = sink;
    this.#limit = limit;
    this.#onStateChange = onStateChange;
    this.#lost = new LostSlots(limit);
  }

  /** Whether the sink accepts no events. */
  get isBlocked(): boolean {
    return this.#lostBefore !== undefined;
  }

  /** Events and spans that the sink has not accepted yet, number. */
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
   * Sends all waiting events. Resolves when the sink has accepted them or is full. Concurrent calls share one run.
   * @throws {Error} the error of the sink; the events stay in the buffer
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

  /** Sends the oldest events and returns whether the sink accepted them. They leave the buffer synchronously with `#inFlight`. */
  async #sendEvents(): Promise<boolean> {
    this.#inFlight = Math.min(batchSize, this.#waiting.length);
    if (this.#inFlight === 0) return true;
    let reply: 'accepted' | 'full' = 'full';
    try {
      reply = await this.#sink.send(this.#waiting.slice(0, this.#inFlight));
    } finally {
      if (reply === 'accepted') this.#waiting.splice(0, this.#inFlight);
      this.#inFlight = 0;
    }
    return reply === 'accepted';
  }

  /** Sends the oldest spans and returns whether the sink accepted them. Other spans stay in the buffer. */
  async #sendSpans(): Promise<boolean> {
    const spans = this.#lost.take(batchSize);
    if (spans.length === 0) return true;
    let reply: 'accepted' | 'full' = 'full';
    try {
      reply = await this.#sink.send(spans);
    } finally {
      if (reply === 'full') this.#lost.putBack(spans);
    }
    return reply === 'accepted';
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
