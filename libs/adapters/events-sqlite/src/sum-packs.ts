import type { EdgeRun } from './edge-runs.ts';
import { columnOfBytes, type NumberColumn } from './number-columns.ts';
import { isMaximum, packedTables, packTableOf, rowsPerPack, type PackedTable } from './pack-layout.ts';
import type { Place, ReadFile } from './read-file.ts';
import { expressionsFor } from './sum-columns.ts';
import type { SumList, SumRows } from './sum-rows.ts';

/** Hours since 1970, `to` exclusive. */
export interface HourRange {
  readonly from: number;
  readonly to: number;
}

const binsPerHour = 4;

interface Pack {
  readonly first: number;
  readonly columns: readonly (NumberColumn | undefined)[];
}

/** Reads rows of sums of places from packs. Undefined for tables and files without packs. */
export function packsOf(file: ReadFile, table: string, rows: SumRows): PackReader | undefined {
  const packed = packedTables.find(({ name }) => name === table);
  return packed && file.hasTable(packTableOf(packed)) ? new PackReader(file, packed, rows) : undefined;
}

/** Reads the packs of one table for one query. */
export class PackReader {
  readonly #file: ReadFile;
  readonly #table: PackedTable;
  readonly #rows: SumRows;
  readonly #names: readonly string[];
  readonly #sql: string;
  /** A row in the form in which queries return it; reused, because a year of a town has 236,520 of them. */
  readonly #list: (number | null)[];

  constructor(file: ReadFile, table: PackedTable, rows: SumRows) {
    this.#file = file;
    this.#table = table;
    this.#rows = rows;
    this.#names = expressionsFor(rows.columns).plain;
    this.#sql = `SELECT span, first, ${this.#names.join(', ')} FROM ${packTableOf(table)}
      WHERE place = ? AND span >= ? AND span < ? ORDER BY span`;
    this.#list = [0, 0, ...this.#names.map(() => 0)];
  }

  /** Adds the rows of a place in a part of a run, in order of time. `addRows` adds those of a range without a pack. */
  add(place: Place, run: EdgeRun, part: HourRange, addRows: (range: HourRange) => void): void {
    const { span } = this.#table;
    const [from, to] = [Math.floor(part.from / span), Math.ceil(part.to / span)];
    let next = part.from;
    for (const found of this.#file.lists(this.#sql, place.id, from, to)) {
      const start = Math.max(part.from, Number(found[0]) * span);
      const end = Math.min(part.to, (Number(found[0]) + 1) * span);
      if (start > next) addRows({ from: next, to: start });
      this.#addPack(place, run, { from: start, to: end }, this.#packOf(found));
      next = end;
    }
    if (part.to > next) addRows({ from: next, to: part.to });
  }

  #packOf(found: readonly unknown[]): Pack {
    const length = rowsPerPack(this.#table);
    const columns = this.#names.map((_, c) => {
      const bytes = found[2 + c];
      return bytes instanceof Uint8Array ? columnOfBytes(bytes, length) : undefined;
    });
    return { first: Number(found[1]), columns };
  }

  #addPack(place: Place, run: EdgeRun, { from, to }: HourRange, { first, columns }: Pack): void {
    const { step } = this.#table;
    const [slots] = columns;
    const end = Math.ceil((to - first) / step);
    for (let row = Math.max(0, Math.ceil((from - first) / step)); row < end; row += 1) {
      if ((slots?.[row] ?? 0) === 0) continue;
      const bin = (first + row * step) * binsPerHour;
      const interval = run.interval + Math.floor((bin - run.from) / run.step);
      this.#rows.add(place, interval, this.#listOf(columns, row));
    }
  }

  #listOf(columns: Pack['columns'], row: number): SumList {
    for (const [c, name] of this.#names.entries()) {
      const value = columns[c]?.[row] ?? 0;
      this.#list[2 + c] = !isMaximum(name) ? value : value === 0 ? null : value - 1;
    }
    return this.#list;
  }
}
