import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { BinSums } from './bin-sums.ts';
import { binOf } from './time-bins.ts';
import { ensureLayout, prepareWriting } from './day-layout.ts';
import type { PlaceFacts } from './place-facts.ts';
import { PlaceNumbers, type PlaceNumber } from './place-numbers.ts';
import { at, kindNumber, textColumns, valueColumns } from './row-columns.ts';
import { TrackedSums } from './tracked-sums.ts';
import { TurnoverOfDay } from './turnover-sums.ts';
import { GapSums, type GapRecord } from './gap-sums.ts';
import type { WriterOptions } from './writer-messages.ts';

/** One record to write: numbers as packed by RowPacker, texts and place. */
export interface RowToWrite {
  readonly numbers: Float64Array;
  readonly bays: string | null;
  readonly more: string | null;
  readonly facts: PlaceFacts;
  readonly placeRef: number;
}

const columns = ['slot', 'zone', 'place', ...valueColumns, ...textColumns];
const insertSql = `INSERT INTO slot (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')}) ON CONFLICT DO NOTHING`;
const gapSql = `SELECT slot.*, facts ->> 'slotMs' AS slotMs FROM slot JOIN place ON place.id = slot.place
  WHERE slot = ? AND slot.zone = ? AND kind = 0`;

/** Writes one UTC day: slots, bins and gap sums in one transaction. Call `write` between `begin` and `commit`. */
export class DayWriter {
  readonly #db: DatabaseSync;
  readonly #insert: StatementSync;
  readonly #gap: StatementSync;
  readonly #remove: StatementSync;
  readonly #bins: BinSums;
  readonly #gaps: GapSums;
  readonly #tracked: TrackedSums;
  readonly #turnover: TurnoverOfDay;
  #places: PlaceNumbers;
  /** Place reference of the sender → ids in this file. */
  #byRef: (PlaceNumber | undefined)[] = [];
  /** Reused for every record: a new array per record would take a third of the time of the writer. */
  readonly #bound: (number | string | null)[] = columns.map(() => null);

  constructor(path: string, options: Pick<WriterOptions, 'durability' | 'maxPages'>) {
    this.#db = new DatabaseSync(path);
    prepareWriting(this.#db, options.durability);
    ensureLayout(this.#db, 'day');
    if (options.maxPages !== undefined) this.#db.exec(`PRAGMA max_page_count = ${options.maxPages}`);
    this.#insert = this.#db.prepare(insertSql);
    this.#gap = this.#db.prepare(gapSql);
    this.#remove = this.#db.prepare('DELETE FROM slot WHERE slot = ? AND zone = ?');
    this.#bins = new BinSums(this.#db);
    this.#gaps = new GapSums(this.#db);
    this.#tracked = new TrackedSums(this.#db);
    this.#turnover = new TurnoverOfDay(this.#db);
    this.#places = new PlaceNumbers(this.#db);
  }

  begin(): void {
    this.#db.exec('BEGIN IMMEDIATE');
  }

  commit(): void {
    this.#bins.flush();
    this.#gaps.flush();
    this.#db.exec('COMMIT');
  }

  /** Rolls back to `begin`. Does nothing when the database rolled back already. */
  rollback(): void {
    this.#bins.clear();
    this.#gaps.clear();
    this.forgetRefs();
    if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
    this.#places = new PlaceNumbers(this.#db);
  }

  /** Discards the place references, because the sender numbers its places from 0 again. */
  forgetRefs(): void {
    this.#byRef = [];
  }

  /** Writes a record. False: a record exists for its slot, and it is not a gap that a measurement replaces. */
  write(row: RowToWrite): boolean {
    const number = this.#numberOf(row);
    if (this.#insertRow(row.numbers, number, row)) {
      this.#added(row, number);
      return true;
    }
    return row.numbers[at.kind] === kindNumber.measured && this.#replaceGap(row, number);
  }

  get isEmpty(): boolean {
    return this.#db.prepare('SELECT 1 FROM slot LIMIT 1').get() === undefined;
  }

  close(): void {
    this.#db.close();
  }

  #numberOf(row: RowToWrite): PlaceNumber {
    const known = this.#byRef[row.placeRef];
    if (known) return known;
    const number = this.#places.numberOf(row.facts);
    this.#byRef[row.placeRef] = number;
    return number;
  }

  #insertRow(numbers: Float64Array, { zone, place }: PlaceNumber, texts: Pick<RowToWrite, 'bays' | 'more'>) {
    const bound = this.#bound;
    bound[0] = numbers[at.slot] ?? null;
    bound[1] = zone;
    bound[2] = place;
    for (let i = 0; i < valueColumns.length; i += 1) bound[3 + i] = numbers[2 + i] ?? null;
    bound[columns.length - 2] = texts.bays;
    bound[columns.length - 1] = texts.more;
    return this.#insert.run(...bound).changes === 1;
  }

  #added({ numbers, more, facts }: RowToWrite, { zone, place }: PlaceNumber): void {
    const { slotMs } = facts;
    const slot = numbers[at.slot] ?? NaN;
    if (numbers[at.kind] === kindNumber.measured) {
      this.#bins.add(place, binOf(slot), numbers);
      this.#tracked.add(place, binOf(slot), more);
      this.#turnover.add(place, binOf(slot), more);
      this.#gaps.measured(zone, slot);
      return;
    }
    const [reason = NaN, slots = 1] = [numbers[at.reason], numbers[at.slots]];
    this.#gaps.gapAdded(zone, { slot, place, reason, slots, slotMs });
  }

  #replaceGap(row: RowToWrite, number: PlaceNumber): boolean {
    const slot = row.numbers[at.slot] ?? NaN;
    const gap = this.#gap.get(slot, number.zone);
    if (!gap) return false;
    this.#remove.run(slot, number.zone);
    this.#gaps.gapReplaced(number.zone, gap as unknown as GapRecord);
    this.#insertRow(row.numbers, number, row);
    this.#added(row, number);
    this.#writeRemainder(gap, number.zone);
    return true;
  }

  /** Keeps the other slots of a replaced span explained: the remainder moves to its first slot without a record. */
  #writeRemainder(gap: Record<string, unknown>, zone: number): void {
    const [start, slotMs] = [Number(gap['slot']), Number(gap['slotMs'])];
    for (let i = 1; i < Number(gap['slots']); i += 1) {
      const slot = start + i * slotMs;
      const moved = (column: string): number | null =>
        gap[column] === null ? null : Number(gap[column]) - (slot - start);
      const remainder: Record<string, unknown> = {
        ...gap,
        slot,
        slots: Number(gap['slots']) - i,
        captured: moved('captured'),
        indexed: moved('indexed'),
      };
      const values = columns.map((column) => remainder[column] as number | string | null);
      if (this.#insert.run(...values).changes === 0) continue;
      this.#gaps.gapAdded(zone, remainder as unknown as GapRecord);
      return;
    }
  }
}
