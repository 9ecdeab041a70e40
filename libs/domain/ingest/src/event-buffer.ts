import type { CountEvent } from '@vialog/contracts';
import { LostSlots } from './lost-slots.ts';

/** Where closed slots go. `full`: not taken (no room, broker away), offer them again later. */
export interface EventSink {
  send(events: readonly CountEvent[]): Promise<'taken' | 'full'>;
}

export const batchSize = 100;

/** blocked: the sink takes nothing and slots wait in memory; recovered: everything is taken again. */
export type EventBufferState =
  | { readonly kind: 'blocked' }
  | {
      readonly kind: 'recovered';
      /** Measured slots given up since it was blocked. */ readonly lost: number;
    };

export interface EventBufferOptions {
  /** Events kept while the sink takes none, number. 20,000 if left out. */
  readonly limit?: number;
  /** Told once when the sink stops taking, and once when everything that waited has been taken. */
  readonly onStateChange?: (state: EventBufferState) => void;
}

/**
 * Keeps closed slots until the sink has taken them. While the sink is full they wait in a bounded ring; what the ring
 * cannot hold is lost as a measurement, oldest first, and reported as gap spans `storage_full` when the sink is back.
 */
export class EventBuffer {
  readonly #sink: EventSink;
  readonly #limit: number;
  readonly #tell: (state: EventBufferState) => void;
  readonly #lost = new LostSlots();
  #waiting: CountEvent[] = [];
  /** Events at the front of `#waiting` that are being sent: never given up, or a slot would be both kept and lost. */
  #underWay = 0;
  #sending: Promise<void> | undefined;
  /** Slots lost before the sink stopped taking; undefined while it takes. */
  #lostBefore: number | undefined;

  constructor(sink: EventSink, { limit = 20_000, onStateChange = () => undefined }: EventBufferOptions = {}) {
    this.#sink = sink;
    this.#limit = limit;
    this.#tell = onStateChange;
  }

  /** Whether the sink takes nothing. */
  get isBlocked(): boolean {
    return this.#lostBefore !== undefined;
  }

  /** Events not taken yet, number. */
  get length(): number {
    return this.#waiting.length;
  }

  /** Measured slots given up so far, number. */
  get lostTotal(): number {
    return this.#lost.total;
  }

  put(events: readonly CountEvent[]): void {
    for (const event of events) this.#waiting.push(event);
    const excess = this.#waiting.length - this.#limit;
    if (excess > 0) for (const event of this.#waiting.splice(this.#underWay, excess)) this.#lost.add(event);
  }

  /** Sends what waits; ends when all is taken or the sink is full. Calls while one is under way join it. */
  flush(): Promise<void> {
    this.#sending ??= this.#sendAll().finally(() => {
      this.#sending = undefined;
    });
    return this.#sending;
  }

  async #sendAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.slice(0, batchSize);
      if ((await this.#sendBatch(batch)) === 'full') return this.#hold();
      this.#waiting.splice(0, batch.length);
      this.#waiting.unshift(...this.#lost.takeSpans());
    }
    this.#flow();
  }

  #hold(): void {
    if (this.isBlocked) return;
    this.#lostBefore = this.lostTotal;
    this.#tell({ kind: 'blocked' });
  }

  #flow(): void {
    if (this.#lostBefore === undefined) return;
    const lost = this.lostTotal - this.#lostBefore;
    this.#lostBefore = undefined;
    this.#tell({ kind: 'recovered', lost });
  }

  async #sendBatch(batch: readonly CountEvent[]): Promise<'taken' | 'full'> {
    this.#underWay = batch.length;
    try {
      return await this.#sink.send(batch);
    } finally {
      this.#underWay = 0;
    }
  }
}
