import { DatabaseSync } from 'node:sqlite';
import { binMs, binsPerDay, dayMs, dayOf } from './bins.ts';
import { dayState, ensureLayout, prepareWriting, sumColumns } from './day-layout.ts';

const hoursPerDay = 24;
const binsPerHour = binsPerDay / hoursPerDay;
const columns = sumColumns.join(', ');

const overHours = (column: string): string => {
  if (column.startsWith('max_')) return `max(${column})`;
  // One bin without a lowest means that a slot lacked the number: so does the hour.
  if (column.startsWith('min_')) return `CASE WHEN count(${column}) = count(*) THEN min(${column}) END`;
  return `sum(${column})`;
};

const copyDimensions = `
  INSERT OR IGNORE INTO zone (camera, zone) SELECT camera, zone FROM source.zone;
  INSERT OR IGNORE INTO place (zone, facts) SELECT mine.id, place.facts FROM source.place AS place
    JOIN source.zone AS theirs ON theirs.id = place.zone
    JOIN zone AS mine ON mine.camera = theirs.camera AND mine.zone = theirs.zone;
`;

/** By key, so that copying twice is copying once. */
const copySteps = [
  'DELETE FROM quarter WHERE place IN (SELECT id FROM place) AND bin >= :from AND bin < :to',
  'DELETE FROM quarter_gap WHERE place IN (SELECT id FROM place) AND bin >= :from AND bin < :to',
  `INSERT INTO quarter (place, bin, ${columns}) SELECT mine.id, ${['bin', ...sumColumns].map((c) => `b.${c}`).join(', ')}
     FROM source.bin AS b JOIN source.place AS theirs ON theirs.id = b.place JOIN place AS mine ON mine.facts = theirs.facts
     WHERE b.bin >= :from AND b.bin < :to`,
  `INSERT INTO quarter_gap (place, bin, reason, records, slots) SELECT mine.id, g.bin, g.reason, g.records, g.slots
     FROM source.gap AS g JOIN source.place AS theirs ON theirs.id = g.place JOIN place AS mine ON mine.facts = theirs.facts
     WHERE g.bin >= :from AND g.bin < :to`,
  'DELETE FROM hour WHERE place IN (SELECT id FROM place) AND bin = :from / 4',
  'DELETE FROM hour_gap WHERE place IN (SELECT id FROM place) AND bin = :from / 4',
  `INSERT INTO hour (place, bin, ${columns}) SELECT place, bin / 4, ${sumColumns.map(overHours).join(', ')} FROM quarter
     WHERE place IN (SELECT id FROM place) AND bin >= :from AND bin < :to GROUP BY place`,
  `INSERT INTO hour_gap (place, bin, reason, records, slots) SELECT place, bin / 4, reason, sum(records), sum(slots)
     FROM quarter_gap WHERE place IN (SELECT id FROM place) AND bin >= :from AND bin < :to GROUP BY place, reason`,
];

/**
 * Sums of closed days, copied from their files by key: 15-minute bins for 13 months, hours for ever. A day's copy is
 * used only while nothing was written to its file since; that is marked here before the file is written.
 */
export class RollUps {
  readonly #db: DatabaseSync;
  readonly #states = new Map<number, number>();
  /** The day being copied and how many of its hours are done. */
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

  /** Copies one hour of the day; true when the day is complete. `path` is its file. */
  copyHour(day: number, path: string): boolean {
    if (this.#copying?.day !== day) this.#copying = { day, hour: 0 };
    this.#withSource(path, () => this.#copy(day, this.#copying?.hour ?? 0));
    this.#copying.hour += 1;
    if (this.#copying.hour < hoursPerDay) return false;
    this.#copying = undefined;
    this.#mark(day, dayState.copied);
    return true;
  }

  markDropped(day: number): void {
    this.#mark(day, dayState.dropped);
  }

  /** Forgets sums of days that ended at or before the moments, epoch ms: those by the quarter hour, those by the hour. */
  dropSums(limits: { bins: number; hours: number }): void {
    this.#transaction(() => {
      this.#dropFrom(['quarter', 'quarter_gap'], (dayOf(limits.bins) * dayMs) / binMs);
      this.#dropFrom(['hour', 'hour_gap'], dayOf(limits.hours) * hoursPerDay);
    });
  }

  #dropFrom(tables: readonly string[], before: number): void {
    for (const table of tables)
      this.#db.prepare(`DELETE FROM ${table} WHERE place IN (SELECT id FROM place) AND bin < ?`).run(before);
  }

  eraseCameras(cameras: readonly string[]): void {
    this.#db.exec('PRAGMA secure_delete = ON');
    this.#transaction(() => eraseIn(this.#db, cameras, ['quarter', 'quarter_gap', 'hour', 'hour_gap']));
    this.#copying = undefined;
  }

  close(): void {
    this.#db.close();
  }

  #copy(day: number, hour: number): void {
    const from = day * binsPerDay + hour * binsPerHour;
    if (hour === 0) this.#db.exec(copyDimensions);
    for (const sql of copySteps) {
      const named = { from, to: from + binsPerHour };
      this.#db.prepare(sql).run(sql.includes(':to') ? named : { from });
    }
  }

  #withSource(path: string, work: () => void): void {
    this.#db.prepare('ATTACH ? AS source').run(path);
    try {
      this.#transaction(work);
    } finally {
      this.#db.exec('DETACH source');
    }
  }

  #mark(day: number, state: number): void {
    this.#db.prepare('INSERT OR REPLACE INTO day (day, state) VALUES (?, ?)').run(day, state);
    this.#states.set(day, state);
  }

  #transaction(work: () => void): void {
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      work();
      this.#db.exec('COMMIT');
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      throw error;
    }
  }
}

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
