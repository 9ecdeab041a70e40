import type { Clock, CountEvent } from '@vialog/contracts';
import type { Outbox } from './outbox.port.ts';

interface Refused {
  readonly event: CountEvent;
  readonly why: string;
}

/** Keeps events that a store refused among the dead letters of an outbox (DeadLetters of `@vialog/events`). */
export class OutboxDeadLetters {
  readonly #outbox: Outbox;
  readonly #clock: Clock;

  constructor(outbox: Outbox, clock: Clock) {
    this.#outbox = outbox;
    this.#clock = clock;
  }

  async put(refused: readonly Refused[]): Promise<void> {
    const at = this.#clock.now();
    await this.#outbox.bury(
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
