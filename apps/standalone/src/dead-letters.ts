import type { Outbox } from '@vialog/bus-memory';
import type { DeadLetters } from '@vialog/events';
import { systemClock } from '@vialog/service-kit';

/** Events no store will ever take are kept in the outbox file, for people to look at. */
export const deadLettersOf = (outbox: Outbox): DeadLetters => ({
  put: (refused) =>
    outbox.bury(
      refused.map(({ event, why }) => ({
        key: `event:${event.eventId}:${event.kind}`,
        subject: 'vialog.v1.counts',
        durable: 'indexer',
        body: JSON.stringify(event),
        why,
        at: systemClock.now(),
      })),
    ),
});
