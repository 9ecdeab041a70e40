import type { CountClass } from '@vialog/contracts';
import { addCrossings, addStopped, addTurnover, type ZoneSums } from '@vialog/events';

export type ZoneIdentity = Pick<ZoneSums, 'cameraId' | 'zoneId' | 'cameraVersion' | 'slotMs'> & {
  readonly siteId?: string | undefined;
};

/** Parts that only some rows have. */
export type TrackedPart = 'crossings' | 'stopped' | 'turnover';
export type MeasuredSums = Pick<
  ZoneSums,
  'measured' | 'total' | 'classes' | 'occupied' | 'unknown' | 'capacity' | TrackedPart
>;
export type Sums = MeasuredSums & Pick<ZoneSums, 'gaps'>;

export const noSums: Sums = {
  measured: 0,
  total: { sum: 0, max: 0 },
  classes: {},
  occupied: 0,
  unknown: 0,
  capacity: 0,
  gaps: {},
};

type Row = { -readonly [K in keyof ZoneSums]: ZoneSums[K] };

/**
 * Adds up sums by zone, camera version and interval, in any order. Never changes the added objects: a row of a single
 * piece is that piece, which is the common case of a trend.
 */
export class SumsTable {
  readonly #zones = new Map<string, Map<number, Row>>();

  add(zone: ZoneIdentity, start: number, sums: Sums): void {
    const rows = this.#rowsOf(zone);
    const row = rows.get(start);
    if (row) grow(row, sums);
    else rows.set(start, rowOf(zone, start, sums));
  }

  addMeasured(zone: ZoneIdentity, start: number, sums: MeasuredSums): void {
    this.add(zone, start, { ...sums, gaps: {} });
  }

  addGap(zone: ZoneIdentity, start: number, reason: string, slots: number): void {
    this.add(zone, start, { ...noSums, gaps: { [reason]: slots } });
  }

  rows(): readonly ZoneSums[] {
    return [...this.#zones.values()].flatMap((rows) => [...rows.values()]);
  }

  #rowsOf(zone: ZoneIdentity): Map<number, Row> {
    const key = keyOf(zone);
    let rows = this.#zones.get(key);
    if (!rows) this.#zones.set(key, (rows = new Map<number, Row>()));
    return rows;
  }
}

/** Keys of cached bins, which are added repeatedly. */
const keys = new WeakMap<ZoneIdentity, string>();

function keyOf(zone: ZoneIdentity): string {
  let key = keys.get(zone);
  if (key === undefined) keys.set(zone, (key = `${zone.cameraId}/${zone.zoneId}/${zone.cameraVersion}`));
  return key;
}

function rowOf(zone: ZoneIdentity, start: number, sums: Sums): Row {
  const { cameraId, zoneId, siteId, cameraVersion, slotMs } = zone;
  const { measured, total, classes, occupied, unknown, capacity, gaps } = sums;
  const row: Row = {
    cameraId,
    zoneId,
    cameraVersion,
    start,
    slotMs,
    measured,
    total,
    classes,
    occupied,
    unknown,
    capacity,
    gaps,
  };
  if (siteId !== undefined) row.siteId = siteId;
  setTracked(row, sums);
  return row;
}

function setTracked(
  row: Row,
  { crossings, stopped, turnover }: { [K in TrackedPart]?: Row[K] | undefined },
): void {
  if (crossings) row.crossings = crossings;
  if (stopped) row.stopped = stopped;
  if (turnover) row.turnover = turnover;
}

function grow(row: Row, sums: Sums): void {
  row.measured += sums.measured;
  row.total = added(row.total, sums.total);
  row.occupied += sums.occupied;
  row.unknown += sums.unknown;
  row.capacity += sums.capacity;
  setTracked(row, {
    crossings: addCrossings(row.crossings, sums.crossings),
    stopped: addStopped(row.stopped, sums.stopped),
    turnover: addTurnover(row.turnover, sums.turnover),
  });
  const classes = { ...row.classes };
  for (const [name, value] of Object.entries(sums.classes) as [CountClass, Sum][])
    classes[name] = added(classes[name] ?? { sum: 0, max: 0 }, value);
  row.classes = classes;
  const gaps = { ...row.gaps };
  for (const [reason, slots] of Object.entries(sums.gaps)) gaps[reason] = (gaps[reason] ?? 0) + slots;
  row.gaps = gaps;
}

type Sum = ZoneSums['total'];

const added = (a: Sum, b: Sum): Sum => ({ sum: a.sum + b.sum, max: Math.max(a.max, b.max) });
