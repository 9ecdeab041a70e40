import type { CountEvent } from '@vialog/contracts';

/** The newest of one zone: its last measurement, and the gap after it if there is one. */
export interface ZoneLatest {
  readonly measured: CountEvent | undefined;
  /** Only where newer than the measurement: the number then stands there, growing old, and this says why. */
  readonly gap: CountEvent | undefined;
}

/** cameraId/zoneId → newest of that zone. Treated as immutable: every change is a new map. */
export type LatestCounts = ReadonlyMap<string, ZoneLatest>;

export const zoneKey = (cameraId: string, zoneId: string): string => `${cameraId}/${zoneId}`;

/** Takes records in any order. The same map comes back when nothing is new, so that nothing is drawn again. */
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

/** Within one slot a measurement outranks a gap. */
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
