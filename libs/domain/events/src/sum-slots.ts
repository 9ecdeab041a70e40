import { zoneKey, type CountClass, type CountEvent } from '@vialog/contracts';
import { addCrossings, addStopped, trackedSumsOf, type CrossingSums, type StoppedSums } from './crossings.ts';
import { addTurnover, type TurnoverSums } from '@vialog/measuring';
import { endOf, startOf } from './span.ts';
import { withParts } from './sums-parts.ts';
import type { SumsQuery, ZoneSums } from './trend-reader.port.ts';

interface Row {
  readonly event: CountEvent;
  readonly start: number;
  measured: number;
  total: { sum: number; max: number };
  classes: Partial<Record<CountClass, { sum: number; max: number }>>;
  occupied: number;
  unknown: number;
  capacity: number;
  crossings: CrossingSums | undefined;
  stopped: StoppedSums | undefined;
  turnover: TurnoverSums | undefined;
  gaps: Record<string, number>;
}

/**
 * Reference implementation of `TrendReader.sums`, slot by slot. Records in any order, each event id once.
 */
export function sumSlots(records: readonly CountEvent[], query: SumsQuery): readonly ZoneSums[] {
  const rows = new Map<string, Row>();
  for (const [slotStart, event] of decidedSlots(records)) {
    if (!isRequested(event, query)) continue;
    const start = startOfBucket(slotStart, query);
    if (start === undefined) continue;
    const key = `${zoneKey(event)}/${event.cameraVersion}/${start}`;
    const row = rows.get(key) ?? emptyRow(event, start);
    rows.set(key, row);
    if (event.kind === 'measured') addMeasured(row, event);
    else row.gaps[event.reason ?? 'unreported'] = (row.gaps[event.reason ?? 'unreported'] ?? 0) + 1;
  }
  return [...rows.values()].map((row) => withParts(sumsOf(row), query.parts));
}

/** Every slot once, with its deciding record: the one that starts last. A measurement starts at its own slot. */
function decidedSlots(records: readonly CountEvent[]): readonly (readonly [number, CountEvent])[] {
  const decided = new Map<string, readonly [number, CountEvent]>();
  for (const event of [...records].sort((a, b) => startOf(a) - startOf(b)))
    for (let slot = startOf(event); slot < endOf(event); slot += event.slotMs)
      decided.set(`${zoneKey(event)}/${slot}`, [slot, event]);
  return [...decided.values()];
}

function isRequested(event: CountEvent, query: SumsQuery): boolean {
  if (query.cameras && !query.cameras.includes(event.cameraId)) return false;
  if (query.sites && !(event.siteId !== undefined && query.sites.includes(event.siteId))) return false;
  return !query.zones || query.zones.some((zone) => zoneKey(zone) === zoneKey(event));
}

/** Start of the requested bucket that contains a moment; undefined outside of all of them. */
function startOfBucket(moment: number, { edges, buckets }: SumsQuery): number | undefined {
  const bucket = edges.findIndex((edge) => edge > moment) - 1;
  return buckets?.includes(bucket) === false ? undefined : edges[bucket];
}

const emptyRow = (event: CountEvent, start: number): Row => ({
  event,
  start,
  measured: 0,
  total: { sum: 0, max: 0 },
  classes: {},
  occupied: 0,
  unknown: 0,
  capacity: 0,
  crossings: undefined,
  stopped: undefined,
  turnover: undefined,
  gaps: {},
});

function addMeasured(row: Row, event: CountEvent): void {
  row.measured += 1;
  row.total = grown(row.total, event.total ?? 0);
  for (const [name, count] of Object.entries(event.counts ?? {}) as [CountClass, number | undefined][])
    if (count !== undefined) row.classes[name] = grown(row.classes[name], count);
  row.occupied += event.occupied ?? 0;
  row.unknown += event.unknown ?? 0;
  row.capacity += event.capacity ?? 0;
  const tracked = trackedSumsOf(event);
  row.crossings = addCrossings(row.crossings, tracked.crossings);
  row.stopped = addStopped(row.stopped, tracked.stopped);
  row.turnover = addTurnover(row.turnover, tracked.turnover);
}

const grown = (
  before: { sum: number; max: number } | undefined,
  value: number,
): { sum: number; max: number } => ({
  sum: (before?.sum ?? 0) + value,
  max: Math.max(before?.max ?? 0, value),
});

function sumsOf(row: Row): ZoneSums {
  const { event } = row;
  return {
    cameraId: event.cameraId,
    zoneId: event.zoneId,
    ...(event.siteId === undefined ? {} : { siteId: event.siteId }),
    cameraVersion: event.cameraVersion,
    start: row.start,
    slotMs: event.slotMs,
    measured: row.measured,
    total: row.total,
    classes: row.classes,
    occupied: row.occupied,
    unknown: row.unknown,
    capacity: row.capacity,
    ...(row.crossings && { crossings: row.crossings }),
    ...(row.stopped && { stopped: row.stopped }),
    ...(row.turnover && { turnover: row.turnover }),
    gaps: row.gaps,
  };
}
