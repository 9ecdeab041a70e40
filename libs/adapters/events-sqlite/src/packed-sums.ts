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
    const number = (column: number): number => numbers[row * width + column] ?? NaN;
    const facts = zones[number(at.zone)];
    if (!facts)
      throw new Error(`row ${row} of the sums refers to zone ${number(at.zone)}, which was not sent`);
    rows.push({
      ...facts,
      start: number(at.start),
      measured: number(at.measured),
      total: { sum: number(at.total), max: number(at.total + 1) },
      classes: classesOf(numbers, row * width + at.classes),
      occupied: number(at.occupied),
      unknown: number(at.unknown),
      capacity: number(at.capacity),
      ...trackedFields(tracked.get(row)),
      gaps: gaps.get(row) ?? {},
    });
  }
  return rows;
}

const trackedFields = (tracked: Tracked = {}): Pick<ZoneSums, 'crossings' | 'stopped'> => ({
  ...(tracked.crossings && { crossings: tracked.crossings }),
  ...(tracked.stopped && { stopped: tracked.stopped }),
});

function classesOf(numbers: Float64Array, first: number): ZoneSums['classes'] {
  const classes: { -readonly [K in keyof ZoneSums['classes']]: ZoneSums['classes'][K] } = {};
  storedClasses.forEach((name, c) => {
    const [sum = NaN, max = NaN] = [numbers[first + 2 * c], numbers[first + 2 * c + 1]];
    if (!Number.isNaN(sum)) classes[name] = { sum, max };
  });
  return classes;
}
