import type { ZoneSums } from '@vialog/events';
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

export function unpackSums({ zones, columns, numbers, gaps, tracked }: PackedSums): ZoneSums[] {
  const rows: ZoneSums[] = [];
  for (let row = 0; row * columns.width < numbers.length; row += 1) {
    const first = row * columns.width;
    const zone = numbers[first + at.zone] ?? NaN;
    const facts = zones[zone];
    if (!facts) throw new Error(`row ${row} of the sums refers to zone ${zone}, which was not sent`);
    const unpacked = unpackRow(facts, numbers, first, columns);
    if (gaps.size > 0) unpacked.gaps = gaps.get(row) ?? noGaps;
    if (tracked.size > 0) setTracked(unpacked, tracked.get(row));
    rows.push(unpacked);
  }
  return rows;
}

type Row = { -readonly [K in keyof ZoneSums]: ZoneSums[K] };

function setTracked(row: Row, tracked: Tracked | undefined): void {
  if (tracked?.crossings) row.crossings = tracked.crossings;
  if (tracked?.stopped) row.stopped = tracked.stopped;
  if (tracked?.turnover) row.turnover = tracked.turnover;
}

/** Written field by field: copying the facts of a zone with a spread takes most of the time of a year by hour. */
function unpackRow(facts: ZoneFacts, numbers: Float64Array, first: number, columns: SumColumns): Row {
  const number = (column: number): number => numbers[first + column] ?? NaN;
  const { hasSpaces, classes } = columns;
  const row: Row = {
    cameraId: facts.cameraId,
    zoneId: facts.zoneId,
    cameraVersion: facts.cameraVersion,
    slotMs: facts.slotMs,
    start: number(at.start),
    measured: number(at.measured),
    total: { sum: number(at.total), max: number(at.total + 1) },
    classes: classes.length === 0 ? noClasses : classesOf(numbers, first, columns),
    occupied: hasSpaces ? number(at.occupied) : 0,
    unknown: hasSpaces ? number(at.unknown) : 0,
    capacity: hasSpaces ? number(at.capacity) : 0,
    gaps: noGaps,
  };
  if (facts.siteId !== undefined) row.siteId = facts.siteId;
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
