import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { dayFileName, dayOfFileName } from './time-bins.ts';
import { DayWriter } from './day-writer.ts';
import type { WriterOptions } from './writer-messages.ts';

const maxOpenFiles = 6;
const siblings = ['', '-wal', '-shm'];

/** Days that have a file, ascending. A folder that does not exist has none. */
export function daysIn(folder: string): number[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .flatMap((name) => dayOfFileName(name) ?? [])
    .sort((a, b) => a - b);
}

/** Day files of one folder, opened for writing on demand, a limited number at a time. */
export class DayFiles {
  readonly folder: string;
  readonly #options: WriterOptions;
  readonly #open = new Map<number, DayWriter>();

  constructor(options: WriterOptions) {
    this.folder = options.folder;
    this.#options = options;
  }

  pathOf(day: number): string {
    return join(this.folder, dayFileName(day));
  }

  has(day: number): boolean {
    return existsSync(this.pathOf(day));
  }

  /** Opens or creates the file of a day; closes the oldest open file above the limit. */
  writer(day: number): DayWriter {
    const open = this.#open.get(day);
    if (open) return open;
    const [oldest] = this.#open.keys();
    if (this.#open.size >= maxOpenFiles && oldest !== undefined) this.close(oldest);
    const writer = new DayWriter(this.pathOf(day), this.#options);
    this.#open.set(day, writer);
    return writer;
  }

  forgetRefs(): void {
    for (const writer of this.#open.values()) writer.forgetRefs();
  }

  close(day: number): void {
    const writer = this.#open.get(day);
    this.#open.delete(day);
    writer?.close();
  }

  closeAll(): void {
    for (const day of [...this.#open.keys()]) this.close(day);
  }

  remove(day: number): void {
    this.close(day);
    for (const sibling of siblings) rmSync(this.pathOf(day) + sibling, { force: true });
  }

  /** Renames a damaged file to `….corrupt-<time>`. Returns the new name. */
  setAside(day: number, now: number): string {
    this.#open.delete(day);
    const name = `${dayFileName(day)}.corrupt-${now}`;
    for (const sibling of siblings)
      if (existsSync(this.pathOf(day) + sibling))
        renameSync(this.pathOf(day) + sibling, join(this.folder, name + sibling));
    return name;
  }
}
