import type { Clock } from '@vialog/contracts';
import type { DeadLetters, RefusedEvent } from '@vialog/events';
import type { DeadLetterStore } from '@vialog/messaging';

/** Keeps events that a store refused among the dead letters of the bus (DeadLetters of `@vialog/events`). */
export class RefusedEvents implements DeadLetters {
  readonly #letters: DeadLetterStore;
  readonly #clock: Clock;

  constructor(letters: DeadLetterStore, clock: Clock) {
    this.#letters = letters;
    this.#clock = clock;
  }

  async put(refused: readonly RefusedEvent[]): Promise<void> {
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
