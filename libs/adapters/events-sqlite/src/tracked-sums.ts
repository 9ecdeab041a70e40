import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { CountClass } from '@vialog/contracts';
import { trackedSumsOf, type CrossingSums, type StoppedSums, type TurnoverSums } from '@vialog/events';
import type { RowMore } from './row-batch.ts';
import { storedClasses } from './row-columns.ts';

/**
 * Sums of lines and stopped vehicles. They have separate tables, which only zones with such numbers fill: files that were
 * written before these tables existed stay as they are. NULL: no slot has the number.
 */
export const trackedColumns = [
  ...storedClasses.map((name) => `in_${name}`),
  ...storedClasses.map((name) => `out_${name}`),
  'stopped_slots',
  'stopped_sum',
  'stopped_max',
] as const;

/** A row of the columns above. */
export type TrackedRow = readonly (number | null)[];

export interface Tracked {
  readonly crossings?: CrossingSums | undefined;
  readonly stopped?: StoppedSums | undefined;
  readonly turnover?: TurnoverSums | undefined;
}

/** Expression for the sum of several rows. */
export const trackedSum = (column: string): string =>
  column === 'stopped_max' ? `max(${column})` : `sum(${column})`;

const classes = storedClasses.length;
const stoppedAt = 2 * classes;

/** The sums of a row; `from`: index of its first column. */
export function trackedOf(row: readonly unknown[], from = 0): Tracked {
  const value = (i: number): number | undefined =>
    row[from + i] == null ? undefined : Number(row[from + i]);
  const inbound = classesOf((i) => value(i));
  const outbound = classesOf((i) => value(classes + i));
  const hasCrossings = Object.keys(inbound).length + Object.keys(outbound).length > 0;
  const slots = value(stoppedAt);
  return {
    ...(hasCrossings && { crossings: { inbound, outbound } }),
    ...(slots !== undefined && {
      stopped: { slots, sum: value(stoppedAt + 1) ?? 0, max: value(stoppedAt + 2) ?? 0 },
    }),
  };
}

function classesOf(value: (index: number) => number | undefined): Partial<Record<CountClass, number>> {
  const found: Partial<Record<CountClass, number>> = {};
  storedClasses.forEach((name, i) => {
    const sum = value(i);
    if (sum !== undefined) found[name] = sum;
  });
  return found;
}

/** The sums of one record, from its fields without a column. */
export function trackedOfMore(more: string): Tracked {
  return trackedSumsOf(JSON.parse(more) as RowMore);
}

/** Adds the measured slots of a day file to its sums, inside the transaction of the slots. */
export class TrackedSums {
  readonly #write: StatementSync;

  constructor(db: DatabaseSync) {
    this.#write = db.prepare(upsertSql);
  }

  add(place: number, bin: number, more: string | null): void {
    if (more === null) return;
    const { crossings, stopped } = trackedOfMore(more);
    if (!crossings && !stopped) return;
    this.#write.run(
      bin,
      place,
      ...storedClasses.map((name) => crossings?.inbound[name] ?? null),
      ...storedClasses.map((name) => crossings?.outbound[name] ?? null),
      stopped?.slots ?? null,
      stopped?.sum ?? null,
      stopped?.max ?? null,
    );
  }
}

const upsertOf = (column: string): string => {
  const both =
    column === 'stopped_max' ? `max(${column}, excluded.${column})` : `${column} + excluded.${column}`;
  return `${column} = coalesce(${both}, ${column}, excluded.${column})`;
};

const upsertSql = `INSERT INTO tracked (bin, place, ${trackedColumns.join(', ')})
  VALUES (?, ?, ${trackedColumns.map(() => '?').join(', ')})
  ON CONFLICT DO UPDATE SET ${trackedColumns.map(upsertOf).join(', ')}`;
