import type { Clock } from '@vialog/contracts';
import type { DeadLetters, RejectedEvent } from '@vialog/events';
import type { DeadLetterStore } from '@vialog/messaging';

/** Stores events that the event store rejected as dead letters of the bus. */
export class RejectedEvents implements DeadLetters {
  readonly #deadLetters: DeadLetterStore;
  readonly #clock: Clock;

  constructor(deadLetters: DeadLetterStore, clock: Clock) {
    this.#deadLetters = deadLetters;
    this.#clock = clock;
  }

  async put(rejected: readonly RejectedEvent[]): Promise<void> {
    const at = this.#clock.now();
    await this.#deadLetters.store(
      rejected.map(({ event, why }) => ({
        key: `rejected/${event.eventId}`,
        subject: 'vialog.v1.counts',
        consumer: 'indexer',
        body: JSON.stringify(event),
        why,
        at,
      })),
    );
  }
}
