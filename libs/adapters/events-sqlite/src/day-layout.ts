import type { DatabaseSync } from 'node:sqlite';
import { ensurePackLayout } from './pack-layout.ts';
import { addedSums, tableBeside, typesOf } from './added-sums.ts';
import { numberColumns, summedColumns, textColumns, valueColumns } from './row-columns.ts';

/** Version of the layout below, stored as `user_version` of a file. Layouts of the previous major version stay readable. */
export const layoutVersion = 1;

/** power: stored records survive a power failure (fsync at every commit). process: they survive kill -9 only. */
export type Durability = 'power' | 'process';

const realColumns = new Set<string>(['occupancy']);
const typeOf = (column: string): string => (realColumns.has(column) ? 'REAL' : 'INTEGER');

/** Columns for sum, maximum and minimum of several slots. Maximum NULL: no slot has the number. Minimum NULL: a slot lacks it. */
export const sumColumns: readonly string[] = [
  'n',
  ...summedColumns.map((column) => `sum_${column}`),
  ...numberColumns.map((column) => `max_${column}`),
  ...numberColumns.map((column) => `min_${column}`),
];

const sumTypes = sumColumns
  .map((column) => `${column} ${typeOf(column.slice(4))}${column === 'n' ? ' NOT NULL' : ''}`)
  .join(', ');

/** Dimension tables. An id is never changed or reused; `facts` is the JSON of PlaceFacts. */
const dimensions = `
  CREATE TABLE zone (id INTEGER PRIMARY KEY AUTOINCREMENT, camera TEXT NOT NULL, zone TEXT NOT NULL, UNIQUE (camera, zone));
  CREATE TABLE place (id INTEGER PRIMARY KEY AUTOINCREMENT, zone INTEGER NOT NULL, facts TEXT NOT NULL UNIQUE);
  CREATE INDEX place_of_zone ON place (zone);
`;

const daySchema = `${dimensions}
  CREATE TABLE slot (
    slot INTEGER NOT NULL, zone INTEGER NOT NULL, place INTEGER NOT NULL,
    ${valueColumns.map((column) => `${column} ${typeOf(column)}`).join(', ')},
    ${textColumns.map((column) => `${column} TEXT`).join(', ')},
    PRIMARY KEY (slot, zone)) WITHOUT ROWID;
  CREATE INDEX gap_of_zone ON slot (zone, slot) WHERE kind = 0;
  CREATE TABLE bin (bin INTEGER NOT NULL, place INTEGER NOT NULL, ${sumTypes}, PRIMARY KEY (bin, place)) WITHOUT ROWID;
  CREATE TABLE gap (bin INTEGER NOT NULL, place INTEGER NOT NULL, reason INTEGER NOT NULL,
    records INTEGER NOT NULL, slots INTEGER NOT NULL, PRIMARY KEY (bin, place, reason)) WITHOUT ROWID;
`;

const sumTables = (width: string): string => `
  CREATE TABLE ${width} (place INTEGER NOT NULL, bin INTEGER NOT NULL, ${sumTypes}, PRIMARY KEY (place, bin)) WITHOUT ROWID;
  CREATE TABLE ${width}_gap (place INTEGER NOT NULL, bin INTEGER NOT NULL, reason INTEGER NOT NULL,
    records INTEGER NOT NULL, slots INTEGER NOT NULL, PRIMARY KEY (place, bin, reason)) WITHOUT ROWID;
`;

/**
 * `bin` counts quarter hours in `quarter` and hours in the other tables; a `local_day` has the hour of its local midnight.
 * state: 0 the day file was written since the copy (read the day file), 1 copied, 2 copied and the day file deleted.
 */
const rollUpSchema = `${dimensions}
  CREATE TABLE day (day INTEGER PRIMARY KEY, state INTEGER NOT NULL);
  ${sumTables('quarter')}
  ${sumTables('hour')}
  ${sumTables('local_day')}
`;

/** Tables that were added to the layout: files without them have no such numbers. */
const additionsTo = (table: string, key: string): string =>
  addedSums
    .map(
      (
        sums,
      ) => `CREATE TABLE IF NOT EXISTS ${tableBeside(table, sums)} (bin INTEGER NOT NULL, place INTEGER NOT NULL,
      ${typesOf(sums)}, PRIMARY KEY (${key})) WITHOUT ROWID;`,
    )
    .join('');
const dayAdditions = additionsTo('bin', 'bin, place');
const rollUpAdditions = ['quarter', 'hour', 'local_day']
  .map((table) => additionsTo(table, 'place, bin'))
  .join('');

export const dayState = { stale: 0, copied: 1, dropped: 2 } as const;

/**
 * Creates the tables of an empty file, and those that a file of an earlier version lacks.
 * @throws {Error} when the file has another layout
 */
export function ensureLayout(db: DatabaseSync, kind: 'day' | 'rollUps'): void {
  const found = Number(db.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);
  const additions = kind === 'day' ? dayAdditions : rollUpAdditions;
  if (found === layoutVersion) {
    db.exec(additions);
    if (kind === 'rollUps') ensurePackLayout(db);
    return;
  }
  if (found !== 0)
    throw new Error(
      `expected an event file of layout ${layoutVersion}, found layout ${found}; use a newer version of Vialog`,
    );
  db.exec(
    `BEGIN IMMEDIATE; ${kind === 'day' ? daySchema : rollUpSchema} ${additions} PRAGMA user_version = ${layoutVersion}; COMMIT`,
  );
  if (kind === 'rollUps') ensurePackLayout(db);
}

/** False where a crash ended the process after it created the file and before it created the tables. */
export function hasLayout(db: DatabaseSync, schema: 'main' | 'source' = 'main'): boolean {
  const found = db.prepare(`SELECT 1 FROM ${schema}.sqlite_schema WHERE name = 'place'`).get();
  return found !== undefined;
}

/** Settings of a connection that writes. A checkpoint every 16 MB of log: fewer and longer checkpoints. */
export function prepareWriting(db: DatabaseSync, durability: Durability): void {
  db.exec('PRAGMA journal_mode = WAL');
  db.exec(`PRAGMA synchronous = ${durability === 'power' ? 'FULL' : 'NORMAL'}`);
  db.exec('PRAGMA wal_autocheckpoint = 4000; PRAGMA cache_size = -65536; PRAGMA busy_timeout = 5000');
}
