import type { ZoneSums } from '@vialog/events';
import { storedClasses } from './row-columns.ts';

type ZoneFacts = Pick<ZoneSums, 'cameraId' | 'zoneId' | 'siteId' | 'cameraVersion' | 'slotMs'>;

/** Sums on their way between processes: thousands of rows of objects take longer to copy than to find. */
export interface PackedSums {
  readonly zones: readonly ZoneFacts[];
  /** `width` numbers a row; NaN where a class was not counted. */
  readonly numbers: Float64Array;
  /** Row → explained slots by reason, where there are any. */
  readonly gaps: ReadonlyMap<number, ZoneSums['gaps']>;
}

const fixed = 8;
const width = fixed + 2 * storedClasses.length;

export function packSums(rows: readonly ZoneSums[]): PackedSums {
  const zones = new Map<string, { index: number; facts: ZoneFacts }>();
  const numbers = new Float64Array(rows.length * width);
  const gaps = new Map<number, ZoneSums['gaps']>();
  rows.forEach((row, i) => {
    const key = `${row.cameraId}/${row.zoneId}/${row.cameraVersion}`;
    let zone = zones.get(key);
    if (!zone) zones.set(key, (zone = { index: zones.size, facts: factsOf(row) }));
    const { start, measured, total, occupied, unknown, capacity } = row;
    numbers.set([zone.index, start, measured, total.sum, total.max, occupied, unknown, capacity], i * width);
    storedClasses.forEach((name, c) => {
      const sum = row.classes[name];
      numbers[i * width + fixed + 2 * c] = sum?.sum ?? NaN;
      numbers[i * width + fixed + 2 * c + 1] = sum?.max ?? NaN;
    });
    if (Object.keys(row.gaps).length > 0) gaps.set(i, row.gaps);
  });
  return { zones: [...zones.values()].map(({ facts }) => facts), numbers, gaps };
}

const factsOf = ({ cameraId, zoneId, siteId, cameraVersion, slotMs }: ZoneSums): ZoneFacts => ({
  cameraId,
  zoneId,
  ...(siteId === undefined ? {} : { siteId }),
  cameraVersion,
  slotMs,
});

export function unpackSums({ zones, numbers, gaps }: PackedSums): ZoneSums[] {
  return Array.from({ length: numbers.length / width }, (_, i): ZoneSums => {
    const at = i * width;
    const number = (column: number): number => numbers[at + column] ?? NaN;
    const facts = zones[number(0)];
    if (!facts) throw new Error(`row ${i} of the sums refers to zone ${number(0)}, which was not sent`);
    return {
      ...facts,
      start: number(1),
      measured: number(2),
      total: { sum: number(3), max: number(4) },
      classes: classesOf(numbers.subarray(at + fixed, at + width)),
      occupied: number(5),
      unknown: number(6),
      capacity: number(7),
      gaps: gaps.get(i) ?? {},
    };
  });
}

function classesOf(numbers: Float64Array): ZoneSums['classes'] {
  const classes: { -readonly [K in keyof ZoneSums['classes']]: ZoneSums['classes'][K] } = {};
  storedClasses.forEach((name, c) => {
    const [sum = NaN, max = NaN] = [numbers[2 * c], numbers[2 * c + 1]];
    if (!Number.isNaN(sum)) classes[name] = { sum, max };
  });
  return classes;
}
