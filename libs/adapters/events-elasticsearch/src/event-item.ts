import type { CountEvent } from '@vialog/contracts';
import { startOf } from '@vialog/events';
import type { BulkItem } from './bulk-request.ts';
import { documentOf } from './event-document.ts';
import type { IndexNames } from './index-names.ts';

/** A measurement outranks a gap; the same rank again is a duplicate. */
const rankOf = (event: CountEvent): number => (event.kind === 'measured' ? 2 : 1);

export const eventItem = (names: IndexNames, event: CountEvent, now: number): BulkItem => ({
  index: names.eventsOf(startOf(event)),
  id: event.eventId,
  document: documentOf(event, now),
  rank: rankOf(event),
});
