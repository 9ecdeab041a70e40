import { DatabaseSync } from 'node:sqlite';
import { quarterMs, dayMs } from '@vialog/contracts';
import { dayOf } from './time-bins.ts';
import { tablesBeside } from './added-sums.ts';
import { copyDay, hoursPerDay } from './copy-day.ts';
import { packSome } from './pack-spans.ts';
import { dayState, ensureLayout, hasLayout, prepareWriting } from './day-layout.ts';

const hourTables = ['hour', 'local_day'].flatMap((table) => [table, `${table}_gap`, ...tablesBeside(table)]);

/** Rows per copy, which bounds how long writes wait. */
const rowsPerCopy = 20_000;

/**
 * Sums of closed days, copied from their files by key: 15-minute bins for 13 months, hours and local days without limit.
 * The copy of a day is used only while its file is unchanged; a change is marked here before the file is written.
 */
export class RollUps {
  readonly #db: DatabaseSync;
  readonly #states = new Map<number, number>();
  /** The day that is being copied, and its next hour. */
  #copying: { day: number; hour: number } | undefined;

  constructor(path: string) {
    this.#db = new DatabaseSync(path);
    prepareWriting(this.#db, 'power');
    ensureLayout(this.#db, 'rollUps');
    for (const { day, state } of this.#db.prepare('SELECT day, state FROM day').iterate())
      this.#states.set(Number(day), Number(state));
  }

  isDropped(day: number): boolean {
    return this.#states.get(day) === dayState.dropped;
  }

  isCopied(day: number): boolean {
    return (this.#states.get(day) ?? dayState.stale) !== dayState.stale;
  }

  /** Call before a day's file is written. */
  willWrite(day: number): void {
    if (this.#copying?.day === day) this.#copying = undefined;
    if (this.#states.get(day) === dayState.copied) this.#mark(day, dayState.stale);
  }

  /** Copies some hours of a day from its file. True when the day is complete. */
  copySome(day: number, path: string): boolean {
    const first = this.#copying?.day === day ? this.#copying.hour : 0;
    this.#copying = undefined;
    const next = this.#withSource(path, () => this.#copyFrom(day, first));
    if (next < hoursPerDay) {
      this.#copying = { day, hour: next };
      return false;
    }
    this.#mark(day, dayState.copied);
    return true;
  }

  /** Packs some rows of copied days; see `packSome`. False: nothing is due. */
  packSome(): boolean {
    let last = -1;
    for (const [day, state] of this.#states) if (state !== dayState.stale) last = Math.max(last, day);
    return this.#transaction(() => packSome(this.#db, (last + 1) * hoursPerDay));
  }

  /** Copies hours with about `rowsPerCopy` rows; returns the next hour. A file without tables has nothing to copy. */
  #copyFrom(day: number, first: number): number {
    if (!hasLayout(this.#db, 'source')) return hoursPerDay;
    const places = Number(this.#db.prepare('SELECT count(*) AS n FROM source.place').get()?.['n']);
    const hours = Math.ceil(rowsPerCopy / Math.max(1, places * 4));
    const next = Math.min(hoursPerDay, first + hours);
    for (let hour = first; hour < next; hour += 1) copyDay(this.#db, day, hour);
    return next;
  }

  markDropped(day: number): void {
    this.#mark(day, dayState.dropped);
  }

  /** Deletes sums of days that ended at or before the times, epoch ms: per quarter hour, and per hour. */
  dropSums(limits: { bins: number; hours: number }): void {
    this.#transaction(() => {
      this.#dropFrom(
        ['quarter', 'quarter_gap', ...tablesBeside('quarter')],
        (dayOf(limits.bins) * dayMs) / quarterMs,
      );
      this.#dropFrom(hourTables, dayOf(limits.hours) * hoursPerDay);
    });
  }

  #dropFrom(tables: readonly string[], before: number): void {
    for (const table of tables)
      this.#db.prepare(`DELETE FROM ${table} WHERE place IN (SELECT id FROM place) AND bin < ?`).run(before);
  }

  eraseCameras(cameras: readonly string[]): void {
    this.#db.exec('PRAGMA secure_delete = ON');
    this.#transaction(() => eraseIn(this.#db, cameras, sumTableNames));
    // Erased rows are also in the write-ahead log.
    this.#db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    this.#copying = undefined;
  }

  close(): void {
    this.#db.close();
  }

  #withSource<T>(path: string, work: () => T): T {
    this.#db.prepare('ATTACH ? AS source').run(path);
    try {
      return this.#transaction(work);
    } finally {
      this.#db.exec('DETACH source');
    }
  }

  #mark(day: number, state: number): void {
    this.#db.prepare('INSERT OR REPLACE INTO day (day, state) VALUES (?, ?)').run(day, state);
    this.#states.set(day, state);
  }

  #transaction<T>(work: () => T): T {
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      const value = work();
      this.#db.exec('COMMIT');
      return value;
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      throw error;
    }
  }
}

const sumTableNames = ['quarter', 'hour', 'local_day'].flatMap((name) => [
  name,
  `${name}_gap`,
  ...tablesBeside(name),
]);

/** Removes all rows of these cameras' places, and the places. Returns rows removed from the first table. */
export function eraseIn(db: DatabaseSync, cameras: readonly string[], tables: readonly string[]): number {
  const zones = 'SELECT id FROM zone WHERE camera IN (SELECT value FROM json_each(?))';
  const list = JSON.stringify(cameras);
  const removed = tables.map((table) => {
    const places = `SELECT id FROM place WHERE zone IN (${zones})`;
    return Number(db.prepare(`DELETE FROM ${table} WHERE place IN (${places})`).run(list).changes);
  });
  db.prepare(`DELETE FROM place WHERE zone IN (${zones})`).run(list);
  db.prepare('DELETE FROM zone WHERE camera IN (SELECT value FROM json_each(?))').run(list);
  return removed[0] ?? 0;
}
