import type { Clock, CountEvent } from '@vialog/contracts';
import type { DeadLetterStore } from './dead-letter.port.ts';

interface Refused {
  readonly event: CountEvent;
  readonly why: string;
}

/** Keeps events that a store refused among the dead letters of the bus (DeadLetters of `@vialog/events`). */
export class RefusedEvents {
  readonly #letters: DeadLetterStore;
  readonly #clock: Clock;

  constructor(letters: DeadLetterStore, clock: Clock) {
    this.#letters = letters;
    this.#clock = clock;
  }

  async put(refused: readonly Refused[]): Promise<void> {
    const at = this.#clock.now();
    await this.#letters.bury(
      refused.map(({ event, why }) => ({
        key: `refused/${event.eventId}`,
        subject: 'vialog.v1.counts',
        durable: 'indexer',
        body: JSON.stringify(event),
        why,
        at,
      })),
    );
  }
}
