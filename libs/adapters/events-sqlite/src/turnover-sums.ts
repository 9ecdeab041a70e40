import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { TurnoverSums } from '@vialog/events';
import type { RowMore } from './row-batch.ts';

/** Sums of turnover. As those of lines they have separate tables, which only bays zones fill. */
export const turnoverColumns = ['slots', 'arrivals', 'departures', 'compared_ms', 'occupied_ms'] as const;

/** The sums of a row; `from`: index of its first column. */
export function turnoverOf(row: readonly unknown[], from = 0): TurnoverSums {
  const value = (i: number): number => Number(row[from + i] ?? 0);
  return {
    slots: value(0),
    arrivals: value(1),
    departures: value(2),
    comparedMs: value(3),
    occupiedMs: value(4),
  };
}

/** Adds the measured slots of a day file to its sums, inside the transaction of the slots. */
export class TurnoverOfDay {
  readonly #write: StatementSync;

  constructor(db: DatabaseSync) {
    this.#write = db.prepare(upsertSql);
  }

  add(place: number, bin: number, more: string | null): void {
    const turnover = more === null ? undefined : (JSON.parse(more) as RowMore).turnover;
    if (!turnover) return;
    const { arrivals, departures, comparedMs, occupiedMs } = turnover;
    this.#write.run(bin, place, 1, arrivals, departures, comparedMs, occupiedMs);
  }
}

const upsertSql = `INSERT INTO turnover (bin, place, ${turnoverColumns.join(', ')})
  VALUES (?, ?, ${turnoverColumns.map(() => '?').join(', ')})
  ON CONFLICT DO UPDATE SET ${turnoverColumns.map((column) => `${column} = ${column} + excluded.${column}`).join(', ')}`;
