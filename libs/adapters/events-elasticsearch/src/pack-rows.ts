import { countClasses, type ClassCounts, type CountClass } from '@vialog/contracts';
import type { RowReader, ZoneRows, ZoneSums } from '@vialog/events';
import type { PackColumn } from './pack-layout.ts';
import type { Sums, ZoneIdentity } from './sums-table.ts';

/** Sums of one zone by interval. */
export interface ZoneTotals {
  readonly identity: ZoneIdentity;
  /** Numbers of all columns per interval; NaN: no hour has the number. */
  readonly numbers: Float64Array;
  readonly isSeen: Uint8Array;
  readonly gaps: Map<number, Record<string, number>>;
}

type Row = { -readonly [K in keyof ZoneSums]: ZoneSums[K] } & { total: { sum: number; max: number } };

/** Reads the sums of an interval from its numbers. Creates few objects: it is called for every interval of every zone. */
export class PackRows {
  readonly #columns: readonly PackColumn[];
  readonly #edges: readonly number[];
  readonly #at: ReadonlyMap<string, number>;
  readonly #classes: readonly CountClass[];
  readonly #hasCrossings: boolean;
  /** Whether rows have numbers only. */
  readonly #isPlain: boolean;
  readonly #plainAt: Readonly<
    Record<'measured' | 'total' | 'max' | 'occupied' | 'unknown' | 'capacity', number>
  >;

  constructor(columns: readonly PackColumn[], edges: readonly number[]) {
    this.#columns = columns;
    this.#edges = edges;
    this.#at = new Map(columns.map(({ name }, offset) => [name, offset]));
    this.#classes = countClasses.filter((name) => this.#at.has(`${name}_sum`));
    this.#hasCrossings = columns.some(({ name }) => name.startsWith('inbound'));
    this.#isPlain = columns.every(({ presence }) => presence === undefined);
    const at = (name: string): number => this.#at.get(name) ?? NaN;
    this.#plainAt = {
      measured: at('measured'),
      total: at('total'),
      max: at('max'),
      occupied: at('occupied'),
      unknown: at('unknown'),
      capacity: at('capacity'),
    };
  }

  /** The sums of an interval; undefined if no hour of it has a bin. */
  sums(totals: ZoneTotals, interval: number): Sums | undefined {
    return totals.isSeen[interval] === 1 ? this.#rowOf(totals, interval) : undefined;
  }

  /** The rows of a zone. A row without parts beside its numbers is one object that is filled again. */
  zoneRows(totals: ZoneTotals): ZoneRows {
    const { cameraId, zoneId, cameraVersion } = totals.identity;
    const read = (): RowReader => {
      const shared = this.#isPlain && totals.gaps.size === 0 ? this.#emptyRow(totals.identity) : undefined;
      return (bucket) => {
        if (totals.isSeen[bucket] !== 1) return undefined;
        return shared ? this.#fill(shared, totals.numbers, bucket) : this.#rowOf(totals, bucket);
      };
    };
    return { cameraId, zoneId, cameraVersion, read };
  }

  #emptyRow({ cameraId, zoneId, siteId, cameraVersion, slotMs }: ZoneIdentity): Row {
    const total = { sum: 0, max: 0 };
    const numbers = { start: 0, measured: 0, total, occupied: 0, unknown: 0, capacity: 0 };
    const row: Row = {
      cameraId,
      zoneId,
      cameraVersion,
      slotMs,
      ...numbers,
      classes: noClasses,
      gaps: noGaps,
    };
    if (siteId !== undefined) row.siteId = siteId;
    return row;
  }

  #rowOf({ identity, numbers, gaps }: ZoneTotals, interval: number): Row {
    const row = this.#fill(this.#emptyRow(identity), numbers, interval);
    row.gaps = gaps.get(interval) ?? noGaps;
    if (this.#isPlain) return row;
    const first = interval * this.#columns.length;
    const number = (name: string): number => numbers[first + (this.#at.get(name) ?? NaN)] ?? NaN;
    if (this.#classes.length > 0) row.classes = this.#classesOf(number);
    const crossings = this.#hasCrossings ? crossingsOf(number) : undefined;
    if (crossings) row.crossings = crossings;
    const slots = number('stopped_slots');
    if (slots === slots)
      row.stopped = { slots, sum: number('stopped_sum') || 0, max: number('stopped_max') || 0 };
    const turnover = turnoverOf(number);
    if (turnover) row.turnover = turnover;
    return row;
  }

  /** Sets the numbers that every row has. */
  #fill(row: Row, numbers: Float64Array, interval: number): Row {
    const first = interval * this.#columns.length;
    const { measured, total, max, occupied, unknown, capacity } = this.#plainAt;
    row.start = this.#edges[interval] ?? 0;
    // NaN, and no column: 0.
    row.measured = numbers[first + measured] || 0;
    row.total.sum = numbers[first + total] || 0;
    row.total.max = numbers[first + max] || 0;
    row.occupied = numbers[first + occupied] || 0;
    row.unknown = numbers[first + unknown] || 0;
    row.capacity = numbers[first + capacity] || 0;
    return row;
  }

  #classesOf(number: (name: string) => number): Sums['classes'] {
    const found: { -readonly [K in keyof Sums['classes']]: Sums['classes'][K] } = {};
    for (const name of this.#classes) {
      const sum = number(`${name}_sum`);
      if (sum === sum) found[name] = { sum, max: number(`${name}_max`) };
    }
    return found;
  }
}

function turnoverOf(number: (name: string) => number): Sums['turnover'] {
  const slots = number('turnover_slots');
  if (slots !== slots) return undefined;
  const [arrivals, departures] = [number('turnover_arrivals'), number('turnover_departures')];
  const [comparedMs, occupiedMs] = [number('turnover_comparedMs'), number('turnover_occupiedMs')];
  return { slots, arrivals, departures, comparedMs, occupiedMs };
}

const noClasses: Sums['classes'] = Object.freeze({});
const noGaps: Sums['gaps'] = Object.freeze({});

function crossingsOf(number: (name: string) => number): Sums['crossings'] {
  const of = (direction: 'inbound' | 'outbound'): ClassCounts =>
    Object.fromEntries(
      countClasses.flatMap((name) => {
        const sum = number(`${direction}_${name}`);
        return sum === sum ? [[name, sum]] : [];
      }),
    );
  const [inbound, outbound] = [of('inbound'), of('outbound')];
  const hasAny = Object.keys(inbound).length + Object.keys(outbound).length > 0;
  return hasAny ? { inbound, outbound } : undefined;
}
