import type { Clock } from '@vialog/contracts';
import type { DeadLetters, RefusedEvent } from '@vialog/events';
import type { DeadLetterStore } from '@vialog/messaging';

/** Stores events that the event store refused as dead letters of the bus. */
export class RefusedEvents implements DeadLetters {
  readonly #deadLetters: DeadLetterStore;
  readonly #clock: Clock;

  constructor(deadLetters: DeadLetterStore, clock: Clock) {
    this.#deadLetters = deadLetters;
    this.#clock = clock;
  }

  async put(refused: readonly RefusedEvent[]): Promise<void> {
    const at = this.#clock.now();
    await this.#deadLetters.store(
      refused.map(({ event, why }) => ({
        key: `refused/${event.eventId}`,
        subject: 'vialog.v1.counts',
        consumer: 'indexer',
        body: JSON.stringify(event),
        why,
        at,
      })),
    );
  }
}
