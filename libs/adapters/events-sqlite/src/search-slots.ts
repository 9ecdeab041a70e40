import type { AfterKey, EventQuery, EventSlice } from '@vialog/events';
import { parseEventId, type CountEvent } from '@vialog/contracts';
import { dayOf } from './time-bins.ts';
import { matchesIn, type Found } from './probe-slots.ts';
import type { ReadFolder } from './read-folder.ts';
import { visitBins } from './skip-index.ts';
import { recordOf } from './slot-rows.ts';

/** One page, newest slot first and then by event id. */
export function searchSlots(
  folder: ReadFolder,
  query: EventQuery,
  page: { limit: number; after?: AfterKey },
): EventSlice {
  const { after, limit } = page;
  const to = after ? Math.min(query.to, after.slotStart + 1) : query.to;
  const items: CountEvent[] = [];
  let more = false;
  visitBins(folder, { ...query, to }, (bin) => {
    for (const found of matchesIn(bin)) {
      if (after && !isAfter(found, after)) continue;
      more = items.length === limit;
      if (more) return false;
      items.push(recordOf(found.row, found.place));
    }
    return true;
  });
  return { items, more };
}

const isAfter = (found: Found, after: AfterKey): boolean =>
  found.slot < after.slotStart || found.place.name > after.eventId.slice(10);

/** The record with this id. */
export function slotById(folder: ReadFolder, eventId: string): CountEvent | undefined {
  const key = parseEventId(eventId);
  if (!key) return undefined;
  return folder.onDay(dayOf(key.slotStart), (file) => {
    const row = file.first(
      'SELECT slot.* FROM zone JOIN slot ON slot.zone = zone.id WHERE camera = ? AND zone.zone = ? AND slot = ?',
      key.cameraId,
      key.zoneId,
      key.slotStart,
    );
    return row && recordOf(row, file.place(Number(row['place'])));
  });
}
