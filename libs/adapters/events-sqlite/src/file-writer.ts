import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { dayMs } from '@vialog/contracts';
import { dayOf, rollUpsFileName } from './time-bins.ts';
import { hasLayout, prepareWriting } from './day-layout.ts';
import { DayFiles, daysIn } from './day-files.ts';
import type { RowToWrite } from './day-writer.ts';
import { eraseIn, RollUps } from './roll-ups.ts';
import { sqliteFaultOf, writeFaultAdvice } from '@vialog/sqlite';
import { addedSums, hasAdded } from './added-sums.ts';
import { verdict, type WriterOptions, type WriterState } from './writer-messages.ts';

/** A record and the position of its verdict. */
export interface PendingRow {
  readonly row: RowToWrite;
  readonly verdicts: Uint8Array;
  readonly index: number;
}

/** A day is copied this long after its end, ms: late gaps are written by then. */
const closedAfterMs = 600_000;

/** Performs all writes in one folder. Blocking; runs in a separate thread. */
export class FileWriter {
  readonly #days: DayFiles;
  readonly #rollUps: RollUps;
  readonly #report: (state: WriterState) => void;
  #isUnwritable = false;

  constructor(options: WriterOptions, report: (state: WriterState) => void) {
    this.#days = new DayFiles(options);
    this.#rollUps = new RollUps(join(options.folder, rollUpsFileName));
    this.#report = report;
  }

  /** Writes the records of one UTC day in one transaction and fills in their verdicts. */
  append(day: number, rows: readonly PendingRow[], now: number): void {
    if (this.#rollUps.isDropped(day)) return fill(rows, verdict.dropped);
    try {
      this.#write(day, rows);
      if (this.#isUnwritable) this.#report({ kind: 'ok' });
      this.#isUnwritable = false;
    } catch (error) {
      this.#failed(day, rows, { error, now });
    }
  }

  #write(day: number, rows: readonly PendingRow[]): void {
    this.#rollUps.willWrite(day);
    const writer = this.#days.writer(day);
    writer.begin();
    try {
      for (const { row, verdicts, index } of rows)
        verdicts[index] = writer.write(row) ? verdict.stored : verdict.known;
      writer.commit();
    } catch (error) {
      undo(writer);
      throw error;
    }
  }

  #failed(day: number, rows: readonly PendingRow[], { error, now }: { error: unknown; now: number }): void {
    const fault = sqliteFaultOf(error);
    fill(rows, verdict.busy);
    if (fault === 'busy') return;
    if (fault === 'corrupt') return this.#setAside(day, now, error);
    const advice = writeFaultAdvice(fault);
    if (advice === undefined) throw error;
    this.#isUnwritable = true;
    this.#report({
      kind: fault === 'diskFull' ? 'full' : 'unwritable',
      why: `${messageOf(error)}; ${advice}`,
    });
  }

  #setAside(day: number, now: number, error: unknown): void {
    const file = this.#days.setAside(day, now);
    this.#report({ kind: 'setAside', file, why: messageOf(error) });
  }

  /** Copies a part of the oldest closed day that is not copied, then packs. False: nothing is left to do. */
  rollUp(now: number): boolean {
    const day = daysIn(this.#days.folder).find(
      (candidate) => !this.#rollUps.isCopied(candidate) && (candidate + 1) * dayMs + closedAfterMs <= now,
    );
    if (day === undefined) return this.#rollUps.packSome();
    this.#copySome(day, now);
    return true;
  }

  #copySome(day: number, now: number): boolean {
    try {
      return this.#rollUps.copySome(day, this.#days.pathOf(day));
    } catch (error) {
      if (sqliteFaultOf(error) !== 'corrupt') throw error;
      this.#setAside(day, now, error);
      return true;
    }
  }

  /** Deletes files of days that ended by `events` after their sums are copied, and old sums; see RollUps.dropSums. Epoch ms. */
  drop(limits: { events: number; bins: number; hours: number }, now: number): number {
    const days = daysIn(this.#days.folder).filter((day) => (day + 1) * dayMs <= limits.events);
    let dropped = 0;
    for (const day of days) {
      if (this.#hasSlots(day)) dropped += 1;
      while (!this.#rollUps.isCopied(day) && this.#days.has(day)) this.#copySome(day, now);
      this.#rollUps.markDropped(day);
      this.#days.remove(day);
    }
    this.#rollUps.dropSums(limits);
    return dropped;
  }

  /** True for a damaged file. */
  #hasSlots(day: number): boolean {
    try {
      return !this.#days.writer(day).isEmpty;
    } catch {
      return true;
    }
  }

  erase(cameras: readonly string[]): number {
    let removed = 0;
    for (const day of daysIn(this.#days.folder)) {
      this.#days.close(day);
      removed += eraseFromDay(this.#days.pathOf(day), cameras);
    }
    this.#rollUps.eraseCameras(cameras);
    return removed;
  }

  /** Checks a day file that a reader could not read, and moves it away when it is damaged. Returns 1 if so. */
  inspect(day: number, now: number): number {
    if (!this.#days.has(day)) return 0;
    this.#days.close(day);
    const damage = damageOf(this.#days.pathOf(day));
    if (damage !== undefined) this.#setAside(day, now, new Error(damage));
    return damage === undefined ? 0 : 1;
  }

  /** Discards the place references, because the sender numbers its places from 0 again. */
  forgetRefs(): void {
    this.#days.forgetRefs();
  }

  close(): void {
    this.#days.closeAll();
    this.#rollUps.close();
  }
}

export const dayOfRow = (row: { readonly numbers: Float64Array }): number => dayOf(row.numbers[1] ?? NaN);

function fill(rows: readonly PendingRow[], code: number): void {
  for (const { verdicts, index } of rows) verdicts[index] = code;
}

/** Ignores an error of the rollback: the first error is reported. */
function undo(writer: { rollback(): void }): void {
  try {
    writer.rollback();
  } catch {
    return;
  }
}

function eraseFromDay(path: string, cameras: readonly string[]): number {
  const db = new DatabaseSync(path);
  try {
    if (!hasLayout(db)) return 0;
    prepareWriting(db, 'power');
    db.exec('PRAGMA secure_delete = ON; BEGIN IMMEDIATE');
    const added = addedSums.filter((sums) => hasAdded(db, 'main', sums)).map(({ name }) => name);
    const removed = eraseIn(db, cameras, ['slot', 'bin', 'gap', ...added]);
    db.exec('COMMIT; PRAGMA wal_checkpoint(TRUNCATE)');
    return removed;
  } finally {
    db.close();
  }
}

function damageOf(path: string): string | undefined {
  try {
    const db = new DatabaseSync(path);
    try {
      const found = String(db.prepare('PRAGMA quick_check(1)').get()?.['quick_check']);
      return found === 'ok' ? undefined : found;
    } finally {
      db.close();
    }
  } catch (error) {
    return messageOf(error);
  }
}

const messageOf = (error: unknown): string => (Error.isError(error) ? error.message : String(error));
