import { countClasses, countEvent } from '@vialog/contracts';
import type { AfterKey, EventQuery } from './event-query.ts';
import type { EventReader } from './event-reader.port.ts';
import { startOf } from './span.ts';

const pageSize = 1_000;
/** Names and order of the fields for JSON.stringify, for every level. */
const fields = [...Object.keys(countEvent.shape), ...countClasses];

/**
 * Exports the records of a query as JSON lines, newest first, read page by page, fields in the order of the contract.
 * Leaves out indexedAt, so that two stores with the same records export the same lines.
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
