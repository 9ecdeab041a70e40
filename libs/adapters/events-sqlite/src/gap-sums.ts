import { quarterMs, hourMs } from '@vialog/contracts';
import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** The fields of a gap record that explain slots. */
export interface GapRecord {
  /** Epoch ms. */
  readonly slot: number;
  readonly place: number;
  readonly reason: number;
  readonly slots: number;
  readonly slotMs: number;
}

export interface Explained {
  readonly slot: number;
  readonly place: number;
  readonly reason: number;
}

/**
 * Slots of one zone that start in [from, to), are covered by gap records and were not measured, each once. Where several
 * records cover a slot, the record that starts last explains it. `records` in ascending order of start.
 */
export function explainedSlots(
  records: readonly GapRecord[],
  window: { from: number; to: number },
  isMeasured: (slot: number) => boolean,
): readonly Explained[] {
  const decided = new Map<number, GapRecord>();
  for (const record of records) {
    const last = Math.min(window.to, record.slot + record.slots * record.slotMs);
    for (let slot = record.slot; slot < last; slot += record.slotMs)
      if (slot >= window.from) decided.set(slot, record);
  }
  return [...decided]
    .filter(([slot]) => !isMeasured(slot))
    .map(([slot, { place, reason }]) => ({ slot, place, reason }));
}

/** Gap records of one zone (first value) that start in [second, third), oldest first, as `GapRecord`. */
export const gapRecordsSql = `SELECT slot.slot, slot.place, reason, slots, facts ->> 'slotMs' AS slotMs
  FROM slot JOIN place ON place.id = slot.place
  WHERE slot.zone = ? AND slot.kind = 0 AND slot.slot >= ? AND slot.slot < ? ORDER BY slot.slot`;

/** Finds a row when the slot (first value) of the zone (second value) was measured. */
export const isMeasuredSql = 'SELECT 1 FROM slot WHERE slot = ? AND zone = ? AND kind = 1';

/** Reads gap records of one zone and whether a slot was measured. */
export class GapRecords {
  readonly #records: StatementSync;
  readonly #measured: StatementSync;

  constructor(db: DatabaseSync) {
    this.#records = db.prepare(gapRecordsSql);
    this.#measured = db.prepare(isMeasuredSql);
  }

  /** A gap record ends with its hour, so nothing before the hour of `from` reaches into the window. */
  explained(zone: number, window: { from: number; to: number }): readonly Explained[] {
    const hour = Math.floor(window.from / hourMs) * hourMs;
    const rows = this.#records.all(zone, hour, window.to) as unknown as GapRecord[];
    return explainedSlots(rows, window, (slot) => this.#measured.get(slot, zone) !== undefined);
  }
}

/** Maintains the table `gap`: per bin and place, the gap records that start in it and the slots they explain. */
export class GapSums {
  readonly #records: GapRecords;
  readonly #add: StatementSync;
  readonly #clear: StatementSync;
  readonly #starts: StatementSync;
  /** Zone → bins to recompute before the commit. */
  readonly #changed = new Map<number, Set<number>>();
  /** Zones with a gap record of several slots. Only their records can overlap and need a recomputation. */
  readonly #spanned = new Set<number>();

  constructor(db: DatabaseSync) {
    this.#records = new GapRecords(db);
    this.#add = db.prepare(`INSERT INTO gap (bin, place, reason, records, slots) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET records = records + excluded.records, slots = slots + excluded.slots`);
    this.#clear = db.prepare(
      'DELETE FROM gap WHERE bin = ? AND place IN (SELECT id FROM place WHERE zone = ?)',
    );
    this.#starts = db.prepare(
      'SELECT place, reason, count(*) AS records FROM slot WHERE zone = ? AND kind = 0 AND slot >= ? AND slot < ? GROUP BY place, reason',
    );
    for (const { zone } of db
      .prepare('SELECT DISTINCT zone FROM slot WHERE kind = 0 AND slots > 1')
      .iterate())
      this.#spanned.add(Number(zone));
  }

  gapAdded(zone: number, gap: GapRecord): void {
    if (gap.slots > 1) this.#spanned.add(zone);
    if (this.#spanned.has(zone)) this.#markChanged(zone, gap);
    else this.#add.run(Math.floor(gap.slot / quarterMs), gap.place, gap.reason, 1, 1);
  }

  gapReplaced(zone: number, gap: GapRecord): void {
    this.#markChanged(zone, gap);
  }

  /** A slot without a record was measured; a span may have explained it. */
  measured(zone: number, slot: number): void {
    if (this.#spanned.has(zone)) this.#markChanged(zone, { slot, slots: 1, slotMs: 1 });
  }

  #markChanged(zone: number, { slot, slots, slotMs }: Pick<GapRecord, 'slot' | 'slots' | 'slotMs'>): void {
    const bins = this.#changed.get(zone) ?? new Set();
    this.#changed.set(zone, bins);
    for (let bin = Math.floor(slot / quarterMs); bin * quarterMs < slot + slots * slotMs; bin += 1)
      bins.add(bin);
  }

  /** Recomputes changed bins. Call before the transaction is committed. */
  flush(): void {
    for (const [zone, bins] of this.#changed) for (const bin of bins) this.#recompute(zone, bin);
    this.#changed.clear();
  }

  /** Discards changes. Call after a rollback. */
  clear(): void {
    this.#changed.clear();
  }

  #recompute(zone: number, bin: number): void {
    const window = { from: bin * quarterMs, to: (bin + 1) * quarterMs };
    this.#clear.run(bin, zone);
    for (const { place, reason, records } of this.#starts.all(zone, window.from, window.to))
      this.#add.run(bin, Number(place), Number(reason), Number(records), 0);
    for (const { place, reason } of this.#records.explained(zone, window))
      this.#add.run(bin, place, reason, 0, 1);
  }
}
