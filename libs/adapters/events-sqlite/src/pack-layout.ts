import type { DatabaseSync } from 'node:sqlite';
import { storedClasses } from './row-columns.ts';

/** A table of sums by place whose rows are also kept in packs. */
export interface PackedTable {
  readonly name: 'hour' | 'local_day';
  /** Hours between two rows of a place. */
  readonly step: number;
  /** Hours of one pack. */
  readonly span: number;
  /** Whether a span is packed before it is over, and again after each of its days. */
  readonly isPackedEarly: boolean;
}

/** A span of local days has so few rows that it is packed every day; that of hours is packed when it is over. */
export const packedTables: readonly PackedTable[] = [
  { name: 'hour', step: 1, span: 32 * 24, isPackedEarly: false },
  { name: 'local_day', step: 24, span: 128 * 24, isPackedEarly: true },
];

/** Rows of a complete pack. */
export const rowsPerPack = ({ step, span }: PackedTable): number => span / step;

/** Columns of a pack, the most requested ones first. A maximum is stored 1 higher: 0 means that no slot has the number. */
export const packedColumns: readonly string[] = [
  'n',
  'sum_total',
  'max_total',
  'sum_occupied',
  'sum_unknown',
  ...storedClasses.flatMap((name) => [`sum_${name}`, `max_${name}`]),
];

export const isMaximum = (column: string): boolean => column.startsWith('max_');

/**
 * Tables of packs. A pack has the rows of one place in one span, a column of numbers per column of the table, and `first`,
 * the hour of its first number. Triggers remove the pack of every row that is written or deleted and list its span in the
 * table of spans without a pack, so that a pack always equals the rows.
 */
const schemaOf = ({ name, span }: PackedTable): string => `
  CREATE TABLE ${name}_pack (place INTEGER NOT NULL, span INTEGER NOT NULL, first INTEGER NOT NULL,
    ${packedColumns.map((column) => `${column} BLOB`).join(', ')}, PRIMARY KEY (place, span));
  CREATE TABLE ${name}_unpacked (span INTEGER NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (span, place)) WITHOUT ROWID;
  ${triggerOf({ name, span }, 'INSERT', ['NEW'])}
  ${triggerOf({ name, span }, 'UPDATE', ['OLD', 'NEW'])}
  ${triggerOf({ name, span }, 'DELETE', ['OLD'])}
`;

function triggerOf(
  { name, span }: Pick<PackedTable, 'name' | 'span'>,
  event: 'INSERT' | 'UPDATE' | 'DELETE',
  rows: readonly ('OLD' | 'NEW')[],
): string {
  const steps = rows.map(
    (row) => `DELETE FROM ${name}_pack WHERE place = ${row}.place AND span = ${row}.bin / ${span};
    INSERT OR IGNORE INTO ${name}_unpacked (span, place) VALUES (${row}.bin / ${span}, ${row}.place);`,
  );
  return `CREATE TRIGGER ${name}_after_${event.toLowerCase()} AFTER ${event} ON ${name} BEGIN ${steps.join(' ')} END;`;
}

/** Lists the spans of rows that an earlier version wrote, from the first and the last row of every place. */
const listStored = ({ name, span }: PackedTable): string => `
  INSERT OR IGNORE INTO ${name}_unpacked (span, place)
    WITH RECURSIVE stored(place, span, last) AS (
      SELECT id, (SELECT min(bin) FROM ${name} WHERE place = place.id) / ${span},
        (SELECT max(bin) FROM ${name} WHERE place = place.id) / ${span} FROM place
      UNION ALL SELECT place, span + 1, last FROM stored WHERE span < last)
    SELECT span, place FROM stored WHERE span IS NOT NULL;
`;

export const packTableOf = ({ name }: PackedTable): string => `${name}_pack`;

/** Creates the tables of packs in the file of the roll-ups, if it does not have them. */
export function ensurePackLayout(db: DatabaseSync): void {
  for (const table of packedTables) {
    const found = db.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(packTableOf(table));
    if (found === undefined) db.exec(`BEGIN IMMEDIATE; ${schemaOf(table)} ${listStored(table)} COMMIT`);
  }
}
