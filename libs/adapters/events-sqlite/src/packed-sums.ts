import type { RowReader, ZoneRows, ZoneSums } from '@vialog/events';
import { at, type SumColumns } from './sum-columns.ts';
import type { Tracked } from './tracked-sums.ts';

export type ZoneFacts = Pick<ZoneSums, 'cameraId' | 'zoneId' | 'siteId' | 'cameraVersion' | 'slotMs'>;

/** Sums as numbers, to send them between processes: copying thousands of objects takes longer than reading the rows. */
export interface PackedSums {
  readonly zones: readonly ZoneFacts[];
  readonly columns: SumColumns;
  /** `columns.width` numbers per row; NaN when a class was not counted. */
  readonly numbers: Float64Array;
  /** Row → explained slots by reason; rows without any are omitted. */
  readonly gaps: ReadonlyMap<number, ZoneSums['gaps']>;
  /** Row → sums of lines, stopped vehicles and turnover; rows without any are omitted. */
  readonly tracked: ReadonlyMap<number, Tracked>;
}

export function unpackSums(packed: PackedSums): ZoneSums[] {
  const { columns, numbers } = packed;
  const rows: ZoneSums[] = [];
  for (let row = 0; row * columns.width < numbers.length; row += 1)
    rows.push(unpackRow(packed, row, factsOf(packed, row)));
  return rows;
}

/** The same rows by zone. A row is one object that is filled again, where it has no parts beside its numbers. */
export function unpackZones(packed: PackedSums, edges: readonly number[]): ZoneRows[] {
  const { columns, numbers, gaps, tracked } = packed;
  const { width } = columns;
  const zones: ZoneRows[] = [];
  const rows = numbers.length / width;
  const isPlain = columns.classes.length === 0 && gaps.size === 0 && tracked.size === 0;
  for (let first = 0, next = 0; first < rows; first = next) {
    const zone = numbers[first * width + at.zone];
    while (next < rows && numbers[next * width + at.zone] === zone) next += 1;
    const facts = factsOf(packed, first);
    const [from, to] = [first, next];
    const read = (): RowReader => {
      const shared = isPlain ? unpackRow(packed, from, facts) : undefined;
      let row = from;
      return (bucket) => {
        const start = edges[bucket] ?? Infinity;
        while (row < to && (numbers[row * width + at.start] ?? Infinity) < start) row += 1;
        if (row === to || numbers[row * width + at.start] !== start) return undefined;
        return shared ? fillRow(shared, numbers, row * width, columns) : unpackRow(packed, row, facts);
      };
    };
    zones.push({ cameraId: facts.cameraId, zoneId: facts.zoneId, cameraVersion: facts.cameraVersion, read });
  }
  return zones;
}

function factsOf({ zones, columns, numbers }: PackedSums, row: number): ZoneFacts {
  const zone = numbers[row * columns.width + at.zone] ?? NaN;
  const facts = zones[zone];
  if (!facts) throw new Error(`row ${row} of the sums refers to zone ${zone}, which was not sent`);
  return facts;
}

type Row = { -readonly [K in keyof ZoneSums]: ZoneSums[K] } & { total: { sum: number; max: number } };

function setTracked(row: Row, tracked: Tracked | undefined): void {
  if (tracked?.crossings) row.crossings = tracked.crossings;
  if (tracked?.stopped) row.stopped = tracked.stopped;
  if (tracked?.turnover) row.turnover = tracked.turnover;
}

/** Written field by field: copying the facts of a zone with a spread takes most of the time of a year by hour. */
function unpackRow({ numbers, columns, gaps, tracked }: PackedSums, index: number, facts: ZoneFacts): Row {
  const first = index * columns.width;
  const row: Row = {
    cameraId: facts.cameraId,
    zoneId: facts.zoneId,
    cameraVersion: facts.cameraVersion,
    slotMs: facts.slotMs,
    start: 0,
    measured: 0,
    total: { sum: 0, max: 0 },
    classes: columns.classes.length === 0 ? noClasses : classesOf(numbers, first, columns),
    occupied: 0,
    unknown: 0,
    capacity: 0,
    gaps: gaps.size === 0 ? noGaps : (gaps.get(index) ?? noGaps),
  };
  if (facts.siteId !== undefined) row.siteId = facts.siteId;
  if (tracked.size > 0) setTracked(row, tracked.get(index));
  return fillRow(row, numbers, first, columns);
}

/** Sets the numbers that every row has. */
function fillRow(row: Row, numbers: Float64Array, first: number, { hasSpaces }: SumColumns): Row {
  row.start = numbers[first + at.start] ?? NaN;
  row.measured = numbers[first + at.measured] ?? NaN;
  row.total.sum = numbers[first + at.total] ?? NaN;
  row.total.max = numbers[first + at.total + 1] ?? NaN;
  if (!hasSpaces) return row;
  row.occupied = numbers[first + at.occupied] ?? NaN;
  row.unknown = numbers[first + at.unknown] ?? NaN;
  row.capacity = numbers[first + at.capacity] ?? NaN;
  return row;
}

const noGaps: ZoneSums['gaps'] = Object.freeze({});
const noClasses: ZoneSums['classes'] = Object.freeze({});

function classesOf(
  numbers: Float64Array,
  first: number,
  { classes, classesAt }: SumColumns,
): ZoneSums['classes'] {
  const found: { -readonly [K in keyof ZoneSums['classes']]: ZoneSums['classes'][K] } = {};
  for (let c = 0; c < classes.length; c += 1) {
    const name = classes[c];
    const sum = numbers[first + classesAt + 2 * c] ?? NaN;
    if (name !== undefined && !Number.isNaN(sum))
      found[name] = { sum, max: numbers[first + classesAt + 2 * c + 1] ?? NaN };
  }
  return found;
}
