import type { ZoneSums } from '@vialog/events';
import { storedClasses } from './row-columns.ts';
import type { Tracked } from './tracked-sums.ts';

export type ZoneFacts = Pick<ZoneSums, 'cameraId' | 'zoneId' | 'siteId' | 'cameraVersion' | 'slotMs'>;

/** Sums as numbers, to send them between processes: copying thousands of objects takes longer than reading the rows. */
export interface PackedSums {
  readonly zones: readonly ZoneFacts[];
  /** `width` numbers per row, see `at`; NaN when a class was not counted. */
  readonly numbers: Float64Array;
  /** Row → explained slots by reason; rows without any are omitted. */
  readonly gaps: ReadonlyMap<number, ZoneSums['gaps']>;
  /** Row → sums of lines and stopped vehicles; rows without any are omitted. */
  readonly tracked: ReadonlyMap<number, Tracked>;
}

/** Offsets of the numbers of a row. A maximum follows its sum; classes are such pairs in their stored order. */
export const at = {
  zone: 0,
  start: 1,
  measured: 2,
  total: 3,
  occupied: 5,
  unknown: 6,
  capacity: 7,
  classes: 8,
} as const;
export const width = at.classes + 2 * storedClasses.length;

export function unpackSums({ zones, numbers, gaps, tracked }: PackedSums): ZoneSums[] {
  const rows: ZoneSums[] = [];
  for (let row = 0; row * width < numbers.length; row += 1) {
    const zone = numbers[row * width + at.zone] ?? NaN;
    const facts = zones[zone];
    if (!facts) throw new Error(`row ${row} of the sums refers to zone ${zone}, which was not sent`);
    const unpacked = unpackRow(facts, numbers, row * width);
    const explained = gaps.get(row);
    if (explained) unpacked.gaps = explained;
    const extra = tracked.get(row);
    if (extra?.crossings) unpacked.crossings = extra.crossings;
    if (extra?.stopped) unpacked.stopped = extra.stopped;
    rows.push(unpacked);
  }
  return rows;
}

type Row = { -readonly [K in keyof ZoneSums]: ZoneSums[K] };

/** Written field by field: copying the facts of a zone with a spread takes most of the time of a year by hour. */
function unpackRow(facts: ZoneFacts, numbers: Float64Array, first: number): Row {
  const number = (column: number): number => numbers[first + column] ?? NaN;
  const row: Row = {
    cameraId: facts.cameraId,
    zoneId: facts.zoneId,
    cameraVersion: facts.cameraVersion,
    slotMs: facts.slotMs,
    start: number(at.start),
    measured: number(at.measured),
    total: { sum: number(at.total), max: number(at.total + 1) },
    classes: classesOf(numbers, first + at.classes),
    occupied: number(at.occupied),
    unknown: number(at.unknown),
    capacity: number(at.capacity),
    gaps: noGaps,
  };
  if (facts.siteId !== undefined) row.siteId = facts.siteId;
  return row;
}

const noGaps: ZoneSums['gaps'] = Object.freeze({});

function classesOf(numbers: Float64Array, first: number): ZoneSums['classes'] {
  const classes: { -readonly [K in keyof ZoneSums['classes']]: ZoneSums['classes'][K] } = {};
  for (let c = 0; c < storedClasses.length; c += 1) {
    const name = storedClasses[c];
    const sum = numbers[first + 2 * c] ?? NaN;
    if (name !== undefined && !Number.isNaN(sum))
      classes[name] = { sum, max: numbers[first + 2 * c + 1] ?? NaN };
  }
  return classes;
}
