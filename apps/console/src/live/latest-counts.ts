import type { CountEvent } from '@vialog/contracts';

/** cameraId/zoneId → newest record of that zone. Treated as immutable: every change is a new map. */
export type LatestCounts = ReadonlyMap<string, CountEvent>;

export const zoneKey = (cameraId: string, zoneId: string): string => `${cameraId}/${zoneId}`;

/** Takes records in any order; the newest slot wins, and within one slot a measurement outranks a gap. */
export function mergeLatest(known: LatestCounts, records: readonly CountEvent[]): LatestCounts {
  const fresh = records.filter((record) =>
    outranks(record, known.get(zoneKey(record.cameraId, record.zoneId))),
  );
  if (fresh.length === 0) return known;
  const merged = new Map(known);
  for (const record of fresh) {
    const key = zoneKey(record.cameraId, record.zoneId);
    if (outranks(record, merged.get(key))) merged.set(key, record);
  }
  return merged;
}

function outranks(record: CountEvent, known: CountEvent | undefined): boolean {
  if (!known) return true;
  if (record.slotStartAt !== known.slotStartAt) return record.slotStartAt > known.slotStartAt;
  return record.kind === 'measured' && known.kind === 'gap';
}
