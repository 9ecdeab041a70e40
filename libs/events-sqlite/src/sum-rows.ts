import type { CountClass } from '@vialog/contracts';
import type { ZoneSums } from '@vialog/events';
import type { Place } from './read-file.ts';
import { storedClasses, storedReasons } from './row-columns.ts';

/** Columns of a row of sums: number, sums, highest. The expressions read slots, or bins and hours, or these one by one. */
const summed = [...storedClasses, 'total', 'occupied', 'unknown'] as const;
const highest = [...storedClasses, 'total'] as const;
const classes = storedClasses.length;
const sumAt = { total: 1 + classes, occupied: 2 + classes, unknown: 3 + classes };
const maxAt = 1 + summed.length;
/** A row of sums as the queries give it: the columns above in their order. */
export type SumList = readonly (number | string | null)[];

export const sumsOfSlots = [
  'count(*) AS n',
  ...summed.map((column) => `sum(${column}) AS sum_${column}`),
  ...highest.map((column) => `max(${column}) AS max_${column}`),
].join(', ');
export const sumsOfBins = [
  'sum(n) AS n',
  ...summed.map((column) => `sum(sum_${column}) AS sum_${column}`),
  ...highest.map((column) => `max(max_${column}) AS max_${column}`),
].join(', ');
export const plainSums = [
  'n',
  ...summed.map((column) => `sum_${column}`),
  ...highest.map((column) => `max_${column}`),
].join(', ');

interface Sum {
  sum: number;
  max: number;
}

type Open = { -readonly [K in keyof ZoneSums]: ZoneSums[K] } & {
  total: Sum;
  classes: Partial<Record<CountClass, Sum>>;
  gaps: Record<string, number>;
};

/** Gathers rows of sums, one for each zone, version and stretch. */
export class SumRows {
  readonly #edges: readonly number[];
  readonly #rows = new Map<string, Open[]>();

  constructor(edges: readonly number[]) {
    this.#edges = edges;
  }

  add(place: Place, stretch: number, sums: SumList): void {
    const into = this.#row(place, stretch);
    const n = Number(sums[0]);
    into.measured += n;
    into.capacity += n * (place.facts.capacity ?? 0);
    into.occupied += Number(sums[sumAt.occupied] ?? 0);
    into.unknown += Number(sums[sumAt.unknown] ?? 0);
    grow(into.total, sums[sumAt.total], sums[maxAt + classes]);
    for (let i = 0; i < classes; i += 1) {
      const [name, max] = [storedClasses[i], sums[maxAt + i]];
      if (name && max != null) grow((into.classes[name] ??= { sum: 0, max: 0 }), sums[1 + i], max);
    }
  }

  /** Adds slots a gap record explains. `reason` as stored. */
  explain(place: Place, stretch: number, gap: { reason: number; slots: number }): void {
    const { gaps } = this.#row(place, stretch);
    const reason = storedReasons[gap.reason] ?? 'unreported';
    gaps[reason] = (gaps[reason] ?? 0) + gap.slots;
  }

  all(): ZoneSums[] {
    return [...this.#rows.values()].flatMap((rows) => rows.filter((row) => row !== undefined));
  }

  #row({ name, facts }: Place, stretch: number): Open {
    const key = `${name}/${facts.version}`;
    let rows = this.#rows.get(key);
    if (!rows) this.#rows.set(key, (rows = []));
    return (rows[stretch] ??= {
      cameraId: facts.camera,
      zoneId: facts.zone,
      ...(facts.site === null ? {} : { siteId: facts.site }),
      cameraVersion: facts.version,
      start: this.#edges[stretch] ?? 0,
      slotMs: facts.slotMs,
      measured: 0,
      total: { sum: 0, max: 0 },
      classes: {},
      occupied: 0,
      unknown: 0,
      capacity: 0,
      gaps: {},
    });
  }
}

function grow(into: Sum, sum: unknown, max: unknown): void {
  into.sum += Number(sum ?? 0);
  into.max = Math.max(into.max, Number(max ?? 0));
}
