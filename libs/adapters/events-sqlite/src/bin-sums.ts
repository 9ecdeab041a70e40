import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { sumColumns } from './day-layout.ts';
import { at, numberColumns, summedColumns } from './row-columns.ts';

const sums = summedColumns.length;
const numbers = numberColumns.length;
const width = sumColumns.length;
const maxAt = 1 + sums;
const minAt = maxAt + numbers;
/** Bins since 1970 stay below this until 2089, so place and bin fit into one exact number. */
const binRange = 2 ** 22;

/** Sums the measured slots of one transaction, so that each bin is written once. */
export class BinSums {
  readonly #write: StatementSync;
  readonly #open = new Map<number, Float64Array>();

  constructor(db: DatabaseSync) {
    this.#write = db.prepare(upsertSql);
  }

  add(place: number, bin: number, row: Float64Array): void {
    const key = place * binRange + bin;
    let sum = this.#open.get(key);
    if (!sum) this.#open.set(key, (sum = emptySum()));
    const first = sum[0] === 0;
    sum[0] = (sum[0] ?? 0) + 1;
    for (let i = 0; i < numbers; i += 1) {
      const value = row[at.numbers + i] ?? NaN;
      if (value === value) addPresent(sum, i, value, first);
      else sum[minAt + i] = NaN;
    }
  }

  /** Writes the sums. Call before the transaction is committed. */
  flush(): void {
    for (const [key, sum] of this.#open) this.#write.run(key % binRange, Math.floor(key / binRange), ...sum);
    this.#open.clear();
  }

  /** Discards the sums. Call after a rollback. */
  clear(): void {
    this.#open.clear();
  }
}

function emptySum(): Float64Array {
  const sum = new Float64Array(width);
  sum.fill(NaN, maxAt);
  return sum;
}

/** NaN means missing: the maximum starts as NaN; the minimum becomes NaN when a slot lacks the number. */
function addPresent(sum: Float64Array, column: number, value: number, first: boolean): void {
  if (column < sums) sum[1 + column] = (sum[1 + column] ?? 0) + value;
  const max = sum[maxAt + column] ?? NaN;
  if (!(max >= value)) sum[maxAt + column] = value;
  const min = sum[minAt + column] ?? NaN;
  if (first || min > value) sum[minAt + column] = value;
}

const upsertOf = (column: string): string => {
  if (column.startsWith('max_'))
    return `${column} = max(coalesce(${column}, excluded.${column}), coalesce(excluded.${column}, ${column}))`;
  if (column.startsWith('min_')) return `${column} = min(${column}, excluded.${column})`;
  return `${column} = ${column} + excluded.${column}`;
};

const upsertSql = `INSERT INTO bin (bin, place, ${sumColumns.join(', ')})
  VALUES (?, ?, ${sumColumns.map(() => '?').join(', ')})
  ON CONFLICT DO UPDATE SET ${sumColumns.map(upsertOf).join(', ')}`;
