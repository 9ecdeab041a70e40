import type { DatabaseSync } from 'node:sqlite';
import { bytesOf } from './number-columns.ts';
import {
  isMaximum,
  packedColumns,
  packedTables,
  packTableOf,
  rowsPerPack,
  type PackedTable,
} from './pack-layout.ts';

/** Rows per call, which bounds how long writes wait. */
const rowsPerCall = 20_000;

interface Span {
  readonly place: number;
  readonly span: number;
}

/**
 * Packs some of the spans that have no pack; false: none is due. Call inside a transaction. `end`: end of the last
 * copied day, hours since 1970.
 */
export function packSome(db: DatabaseSync, end: number): boolean {
  for (const table of packedTables) {
    const before = table.isPackedEarly ? Infinity : Math.floor(end / table.span);
    const due = db
      .prepare(`SELECT place, span FROM ${table.name}_unpacked WHERE span < ? ORDER BY span, place LIMIT ?`)
      .all(before, Math.ceil(rowsPerCall / rowsPerPack(table))) as unknown as Span[];
    for (const span of due) packSpan(db, table, span);
    if (due.length > 0) return true;
  }
  return false;
}

function packSpan(db: DatabaseSync, table: PackedTable, { place, span }: Span): void {
  const from = span * table.span;
  const select = db.prepare(
    `SELECT bin, ${packedColumns.join(', ')} FROM ${table.name} WHERE place = ? AND bin >= ? AND bin < ? ORDER BY bin`,
  );
  select.setReturnArrays(true);
  const rows = select.all(place, from, from + table.span) as unknown as (number | null)[][];
  const first = from + (Number(rows[0]?.[0] ?? 0) % table.step);
  db.prepare(`DELETE FROM ${table.name}_unpacked WHERE span = ? AND place = ?`).run(span, place);
  // Rows at other hours have no number in a pack and are read from their table.
  if (rows.length === 0 || rows.some(([bin]) => (Number(bin) - first) % table.step !== 0)) return;
  const columns = packedColumns.map((column, c) => {
    const values = new Float64Array(rowsPerPack(table));
    for (const row of rows) values[(Number(row[0]) - first) / table.step] = storedValue(column, row[c + 1]);
    return bytesOf(values);
  });
  db.prepare(
    `INSERT OR REPLACE INTO ${packTableOf(table)} (place, span, first, ${packedColumns.join(', ')})
       VALUES (?, ?, ?, ${packedColumns.map(() => '?').join(', ')})`,
  ).run(place, span, first, ...columns);
}

function storedValue(column: string, value: number | null | undefined): number {
  if (value == null) return 0;
  return isMaximum(column) ? value + 1 : value;
}
