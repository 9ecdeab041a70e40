import { statSync } from 'node:fs';
import { join } from 'node:path';
import { dayFileName, rollUpsFileName } from './time-bins.ts';
import { DamagedDay } from './damaged-day.ts';
import { daysIn } from './day-files.ts';
import { dayState } from './day-layout.ts';
import { ReadFile } from './read-file.ts';
import { sqliteFaultOf } from '@vialog/sqlite';

interface Opened {
  readonly file: ReadFile;
  readonly inode: number;
}

/** The files of one folder as a reader sees them. */
export class ReadFolder {
  readonly #folder: string;
  readonly #open = new Map<string, Opened>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Days that have a file and touch [from, to), newest first. Epoch days, to exclusive. */
  days(from: number, to: number): readonly number[] {
    const days = daysIn(this.#folder);
    this.#forgetAllBut(days);
    return days.filter((day) => day >= from && day < to).reverse();
  }

  /** Reads the file of a day in one consistent view; undefined when the file does not exist. */
  onDay<T>(day: number, work: (file: ReadFile) => T): T | undefined {
    try {
      const file = this.#file(dayFileName(day));
      return file && inView(file, work);
    } catch (error) {
      if (sqliteFaultOf(error) !== 'corrupt') throw error;
      this.forget();
      throw new DamagedDay(day, Error.isError(error) ? error.message : String(error), { cause: error });
    }
  }

  onRollUps<T>(work: (file: ReadFile) => T): T | undefined {
    const file = this.#file(rollUpsFileName);
    return file && inView(file, work);
  }

  /** Days whose copied sums replace their file, with their state. */
  copiedDays(rollUps: ReadFile): ReadonlyMap<number, number> {
    const rows = rollUps.rows('SELECT day, state FROM day WHERE state <> ?', dayState.stale);
    return new Map(rows.map((row) => [Number(row['day']), Number(row['state'])]));
  }

  /** Closes all files. They are opened again on demand. */
  forget(): void {
    this.#forgetAllBut([]);
  }

  /** Compares the inode, because a file may have been renamed and created again under its name. */
  #file(name: string): ReadFile | undefined {
    const path = join(this.#folder, name);
    const inode = statSync(path, { throwIfNoEntry: false })?.ino;
    const known = this.#open.get(name);
    if (known && known.inode === inode) return known.file;
    known?.file.close();
    this.#open.delete(name);
    if (inode === undefined) return undefined;
    const file = new ReadFile(path);
    if (file.isEmpty) {
      file.close();
      return undefined;
    }
    this.#open.set(name, { file, inode });
    return file;
  }

  #forgetAllBut(days: readonly number[]): void {
    const names = new Set([...days.map(dayFileName), ...(days.length > 0 ? [rollUpsFileName] : [])]);
    for (const [name, { file }] of this.#open) {
      if (names.has(name)) continue;
      file.close();
      this.#open.delete(name);
    }
  }
}

function inView<T>(file: ReadFile, work: (file: ReadFile) => T): T {
  file.beginView();
  try {
    file.places();
    return work(file);
  } finally {
    file.endView();
  }
}
