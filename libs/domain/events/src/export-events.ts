import { countClasses, countEvent } from '@vialog/contracts';
import type { AfterKey, EventQuery } from './event-query.ts';
import type { EventReader } from './event-reader.port.ts';
import { startOf } from './span.ts';

const pageSize = 1_000;
/** JSON.stringify takes what is in this list, in its order, on every level. */
const fields = [...Object.keys(countEvent.shape), ...countClasses];

/**
 * Records of a question as JSON lines, newest first, a page at a time, fields in the contract's order. When the store
 * took a record is left out: two stores that hold the same give the same lines.
 */
export async function* exportEvents(reader: EventReader, query: EventQuery): AsyncGenerator<string> {
  let after: AfterKey | undefined;
  for (;;) {
    const { items, more } = await reader.search(query, { limit: pageSize, ...(after ? { after } : {}) });
    for (const event of items) yield `${JSON.stringify({ ...event, indexedAt: undefined }, fields)}\n`;
    const last = items.at(-1);
    if (!more || !last) return;
    after = { slotStart: startOf(last), eventId: last.eventId };
  }
}
