import type { DatabaseSync } from 'node:sqlite';
import { numberColumns, summedColumns, textColumns, valueColumns } from './row-columns.ts';

/** Version of the layout below; a file says its own in `user_version`. Older ones stay readable one major back. */
export const layoutVersion = 1;

/** How sure `stored` is. power: survives a power cut (fsync at every commit). process: survives kill -9, not a power cut. */
export type Durability = 'power' | 'process';

const realColumns = new Set<string>(['occupancy']);
const typeOf = (column: string): string => (realColumns.has(column) ? 'REAL' : 'INTEGER');

/** Sums, highest and lowest of a stretch of slots, as columns. highest NULL: no slot had it. lowest NULL: one lacked it. */
export const sumColumns: readonly string[] = [
  'n',
  ...summedColumns.map((column) => `sum_${column}`),
  ...numberColumns.map((column) => `max_${column}`),
  ...numberColumns.map((column) => `min_${column}`),
];

const sumTypes = sumColumns
  .map((column) => `${column} ${typeOf(column.slice(4))}${column === 'n' ? ' NOT NULL' : ''}`)
  .join(', ');

/** A zone's number never changes and is never given twice; `facts` is the JSON of PlaceFacts. */
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
 * `bin` counts quarter hours in `quarter`, hours in the others; `local_day` stands at the hour of its local midnight.
 * state: 0 the day file was written since (read the day file), 1 copied, 2 copied and the day file is dropped.
 */
const rollUpSchema = `${dimensions}
  CREATE TABLE day (day INTEGER PRIMARY KEY, state INTEGER NOT NULL);
  ${sumTables('quarter')}
  ${sumTables('hour')}
  ${sumTables('local_day')}
`;

export const dayState = { stale: 0, copied: 1, dropped: 2 } as const;

/** Makes the tables of an empty file; throws where a file has another layout. */
export function ensureLayout(db: DatabaseSync, kind: 'day' | 'rollUps'): void {
  const found = Number(db.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);
  if (found === layoutVersion) return;
  if (found !== 0)
    throw new Error(`expected an event file of layout ${layoutVersion}, found ${found}; use a newer Vialog`);
  db.exec(
    `BEGIN IMMEDIATE; ${kind === 'day' ? daySchema : rollUpSchema} PRAGMA user_version = ${layoutVersion}; COMMIT`,
  );
}

/** Settings of a connection that writes. 16 MB of log before a checkpoint: fewer, longer ones. */
export function prepareWriting(db: DatabaseSync, durability: Durability): void {
  db.exec('PRAGMA journal_mode = WAL');
  db.exec(`PRAGMA synchronous = ${durability === 'power' ? 'FULL' : 'NORMAL'}`);
  db.exec('PRAGMA wal_autocheckpoint = 4000; PRAGMA cache_size = -65536; PRAGMA busy_timeout = 5000');
}
