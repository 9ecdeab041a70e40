import type { CountEvent } from '@vialog/contracts';
import type { Box } from './count-stream.ts';

/** What every database finds: the newest records with at least this many vehicles of a class. */
export interface ComparedSearch {
  /** Epoch ms. */
  readonly from: number;
  readonly to: number;
  readonly field: 'car' | 'truck';
  readonly min: number;
  readonly box?: Box;
  readonly limit: number;
}

/** The records of a bench in another database. */
export interface ComparedEvents {
  readonly name: string;
  append(events: readonly CountEvent[]): void;
  /** Makes appended records searchable. */
  settle(): Promise<void>;
  /** Ids of records, newest first; the rows are read completely into JavaScript. */
  search(search: ComparedSearch): Promise<readonly string[]>;
  /** A query without a table: what a request costs before anything is searched. */
  selectOne(): Promise<unknown>;
  close(): Promise<void>;
}

/** SQL that DuckDB and ClickHouse understand. */
export function searchSql({ from, to, field, min, box, limit }: ComparedSearch): string {
  const place = box
    ? `AND lon BETWEEN ${box.west} AND ${box.east} AND lat BETWEEN ${box.south} AND ${box.north}`
    : '';
  return `SELECT * FROM events WHERE slot >= ${from} AND slot < ${to} AND ${field} >= ${min} ${place}
    ORDER BY slot DESC, id LIMIT ${limit}`;
}
