import type { DatabaseSync } from 'node:sqlite';
import { trackedColumns, trackedSum } from './tracked-sums.ts';
import { turnoverColumns } from './turnover-sums.ts';

/** Sums that were added to the layout: tables beside those of the other sums. Files of earlier versions lack them. */
export interface AddedSums {
  readonly name: 'tracked' | 'turnover';
  readonly columns: readonly string[];
  /** Expression for the sum of several rows. */
  readonly sumOf: (column: string) => string;
}

export const addedSums: readonly AddedSums[] = [
  { name: 'tracked', columns: trackedColumns, sumOf: trackedSum },
  { name: 'turnover', columns: turnoverColumns, sumOf: (column) => `sum(${column})` },
];

/** The table of added sums beside a table of sums. */
export const tableBeside = (table: string, { name }: Pick<AddedSums, 'name'>): string =>
  table === 'bin' ? name : `${table}_${name}`;

/** All tables of added sums beside a table of sums. */
export const tablesBeside = (table: string): string[] => addedSums.map((sums) => tableBeside(table, sums));

export function hasAdded(
  db: DatabaseSync,
  schema: 'main' | 'source',
  { name }: Pick<AddedSums, 'name'>,
): boolean {
  const sql = `SELECT 1 FROM ${schema}.sqlite_schema WHERE name IN (?, ?)`;
  return db.prepare(sql).get(name, `quarter_${name}`) !== undefined;
}

export const typesOf = ({ columns }: AddedSums): string =>
  columns.map((column) => `${column} INTEGER`).join(', ');
