import type { CountEvent } from '@vialog/contracts';

/** The latest measurement of one zone and the gap after it, if any. */
export interface ZoneLatest {
  readonly measured: CountEvent | undefined;
  /** Only if newer than the measurement: the reason why the measurement is stale. */
  readonly gap: CountEvent | undefined;
}

/** Latest counts by `zoneKey`. Immutable: every change creates a new map. */
export type LatestCounts = ReadonlyMap<string, ZoneLatest>;

export const zoneKey = (cameraId: string, zoneId: string): string => `${cameraId}/${zoneId}`;

/** Merges records in any order. Returns the same map when no record is newer, so that React renders nothing. */
export function mergeLatest(known: LatestCounts, records: readonly CountEvent[]): LatestCounts {
  const merged = new Map(known);
  let changed = false;
  for (const record of records) {
    const key = zoneKey(record.cameraId, record.zoneId);
    const before = merged.get(key) ?? nothing;
    const after = withRecord(before, record);
    changed ||= after !== before;
    merged.set(key, after);
  }
  return changed ? merged : known;
}

const nothing: ZoneLatest = { measured: undefined, gap: undefined };

/** Within one interval a measurement replaces a gap, never the other way round. */
function withRecord(before: ZoneLatest, record: CountEvent): ZoneLatest {
  if (record.kind === 'measured') {
    if (before.measured && before.measured.slotStartAt >= record.slotStartAt) return before;
    const gap = before.gap && before.gap.slotStartAt > record.slotStartAt ? before.gap : undefined;
    return { measured: record, gap };
  }
  const newest =
    [before.measured, before.gap]
      .map((each) => each?.slotStartAt ?? '')
      .sort()
      .at(-1) ?? '';
  return newest >= record.slotStartAt ? before : { ...before, gap: record };
}
