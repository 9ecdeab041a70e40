import { countClasses, hourMs, zoneKey, type ClassCounts, type CountClass } from '@vialog/contracts';
import type { SumsParts } from '@vialog/events';
import { hoursPerPack, type DecodedPack } from './day-packs.ts';
import { columnsFor, type PackColumn } from './pack-layout.ts';
import type { SumsFilter } from './sums-filter.ts';
import type { Sums, SumsTable, ZoneIdentity } from './sums-table.ts';

interface ZoneTotals {
  readonly identity: ZoneIdentity;
  /** `columns.length` numbers per interval; NaN: no hour has the number. */
  readonly numbers: Float64Array;
  readonly isSeen: Uint8Array;
  readonly gaps: Map<number, Record<string, number>>;
}

interface ColumnOfPack {
  readonly pack: DecodedPack;
  readonly column: PackColumn;
  /** Of the column among the numbers of an interval. */
  readonly offset: number;
}

interface HoursOfZone {
  readonly totals: ZoneTotals;
  readonly hours: readonly number[];
  readonly intervals: Int32Array;
  /** Index of the first hour of the zone in every column. */
  readonly first: number;
}

/** Adds the hours of packs to intervals, column by column: a year of 600 sites has 5 million hours. */
export class PackSums {
  readonly #edges: readonly number[];
  readonly #columns: readonly PackColumn[];
  readonly #isWanted: (zone: ZoneIdentity) => boolean;
  readonly #zones = new Map<string, ZoneTotals>();

  constructor(
    query: SumsFilter & { readonly edges: readonly number[]; readonly parts?: SumsParts | undefined },
  ) {
    this.#edges = query.edges;
    this.#columns = columnsFor(query.parts);
    this.#isWanted = zoneFilter(query);
  }

  /** `intervals`: index of the interval of every hour of the day, -1 outside all of them. */
  add(pack: DecodedPack, intervals: Int32Array): void {
    pack.zones.forEach((identity, zone) => {
      if (!this.#isWanted(identity)) return;
      const totals = this.#totalsOf(identity);
      const hours = hoursIn(pack.hours[zone] ?? 0, intervals);
      for (const hour of hours) totals.isSeen[intervals[hour] ?? 0] = 1;
      for (const [offset, column] of this.#columns.entries())
        this.#addColumn({ pack, column, offset }, { totals, hours, intervals, first: zone * hoursPerPack });
    });
    for (const [at, reason, slots] of pack.gaps) this.#addGap(pack, at, { reason, slots }, intervals);
  }

  /** Adds the sums of all intervals to a table. */
  addTo(table: SumsTable): void {
    const reader = new RowReader(this.#columns);
    const width = this.#columns.length;
    for (const { identity, numbers, isSeen, gaps } of this.#zones.values())
      for (let interval = 0; interval < isSeen.length; interval += 1) {
        if (isSeen[interval] === 0) continue;
        const sums = reader.read(numbers, interval * width, gaps.get(interval) ?? noGaps);
        table.add(identity, this.#edges[interval] ?? 0, sums);
      }
  }

  #addColumn({ pack, column, offset }: ColumnOfPack, { totals, hours, intervals, first }: HoursOfZone): void {
    const values = pack.columns.get(column.name) ?? zeros;
    const presence = pack.columns.get(column.presence ?? column.name) ?? zeros;
    // All 0: nothing to add, or no hour has the number.
    if (presence === zeros) return;
    const isOptional = column.presence !== undefined;
    for (const hour of hours) {
      if (isOptional && presence[first + hour] === 0) continue;
      const at = (intervals[hour] ?? 0) * this.#columns.length + offset;
      addAt(totals.numbers, at, (values[first + hour] ?? 0) - column.plus, column.isMax);
    }
  }

  #addGap(
    pack: DecodedPack,
    at: number,
    { reason, slots }: { reason: string; slots: number },
    intervals: Int32Array,
  ): void {
    const identity = pack.zones[Math.floor(at / hoursPerPack)];
    const interval = intervals[at % hoursPerPack] ?? -1;
    if (!identity || interval < 0 || !this.#isWanted(identity)) return;
    const { gaps } = this.#totalsOf(identity);
    const ofInterval = gaps.get(interval) ?? {};
    ofInterval[reason] = (ofInterval[reason] ?? 0) + slots;
    gaps.set(interval, ofInterval);
  }

  #totalsOf(identity: ZoneIdentity): ZoneTotals {
    const key = `${zoneKey(identity)}/${identity.cameraVersion}`;
    let totals = this.#zones.get(key);
    if (!totals) {
      const intervals = Math.max(0, this.#edges.length - 1);
      const numbers = new Float64Array(intervals * this.#columns.length).fill(NaN);
      totals = { identity, numbers, isSeen: new Uint8Array(intervals), gaps: new Map() };
      this.#zones.set(key, totals);
    }
    return totals;
  }
}

/** A column that a pack leaves out. */
const zeros = new Uint8Array(0);

function addAt(numbers: Float64Array, at: number, value: number, isMax: boolean): void {
  const before = numbers[at] ?? NaN;
  if (before !== before) numbers[at] = value;
  else numbers[at] = isMax ? Math.max(before, value) : before + value;
}

/** Hours of a zone that have a bin and are in an interval. */
function hoursIn(mask: number, intervals: Int32Array): readonly number[] {
  const hours: number[] = [];
  for (let hour = 0; hour < hoursPerPack; hour += 1)
    if (((mask >> hour) & 1) === 1 && (intervals[hour] ?? -1) >= 0) hours.push(hour);
  return hours;
}

function zoneFilter({ zones, cameras, sites }: SumsFilter): (zone: ZoneIdentity) => boolean {
  const wanted = {
    zones: zones && new Set(zones.map(zoneKey)),
    cameras: cameras && new Set(cameras),
    sites: sites && new Set(sites),
  };
  return (zone) =>
    (!wanted.zones || wanted.zones.has(zoneKey(zone))) &&
    (!wanted.cameras || wanted.cameras.has(zone.cameraId)) &&
    (!wanted.sites || (zone.siteId !== undefined && wanted.sites.has(zone.siteId)));
}

/** Index of the interval of every hour of a day; undefined if an edge divides one of its hours. */
export function intervalsOfDay(day: number, edges: readonly number[]): Int32Array | undefined {
  const intervals = new Int32Array(hoursPerPack).fill(-1);
  let next = firstAfter(edges, day);
  for (let hour = 0; hour < hoursPerPack; hour += 1) {
    const at = day + hour * hourMs;
    while (next < edges.length && (edges[next] ?? 0) <= at) next += 1;
    if ((edges[next] ?? Infinity) < at + hourMs) return undefined;
    if (next > 0 && next < edges.length) intervals[hour] = next - 1;
  }
  return intervals;
}

/** Index of the first edge after a moment. */
function firstAfter(edges: readonly number[], moment: number): number {
  let [low, high] = [0, edges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((edges[middle] ?? 0) <= moment) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Reads the sums of an interval from its numbers. Creates few objects: it is called for every interval of every zone. */
class RowReader {
  readonly #at: ReadonlyMap<string, number>;
  readonly #classes: readonly CountClass[];
  readonly #hasCrossings: boolean;

  constructor(columns: readonly PackColumn[]) {
    this.#at = new Map(columns.map(({ name }, offset) => [name, offset]));
    this.#classes = countClasses.filter((name) => this.#at.has(`${name}_sum`));
    this.#hasCrossings = columns.some(({ name }) => name.startsWith('inbound'));
  }

  read(numbers: Float64Array, first: number, gaps: Sums['gaps']): Sums {
    const number = (name: string): number => numbers[first + (this.#at.get(name) ?? NaN)] ?? NaN;
    const orZero = (name: string): number => number(name) || 0;
    const slots = number('stopped_slots');
    const stopped = { slots, sum: orZero('stopped_sum'), max: orZero('stopped_max') };
    return {
      measured: orZero('measured'),
      total: { sum: orZero('total'), max: orZero('max') },
      classes: this.#classes.length === 0 ? noClasses : this.#classesOf(number),
      occupied: orZero('occupied'),
      unknown: orZero('unknown'),
      capacity: orZero('capacity'),
      ...(this.#hasCrossings && crossingsOf(number)),
      ...(slots === slots && { stopped }),
      ...turnoverOf(number),
      gaps,
    };
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

function turnoverOf(number: (name: string) => number): Pick<Sums, 'turnover'> {
  const slots = number('turnover_slots');
  if (slots !== slots) return {};
  const [arrivals, departures] = [number('turnover_arrivals'), number('turnover_departures')];
  const [comparedMs, occupiedMs] = [number('turnover_comparedMs'), number('turnover_occupiedMs')];
  return { turnover: { slots, arrivals, departures, comparedMs, occupiedMs } };
}

const noClasses: Sums['classes'] = Object.freeze({});
const noGaps: Sums['gaps'] = Object.freeze({});

function crossingsOf(number: (name: string) => number): Pick<Sums, 'crossings'> {
  const of = (direction: 'inbound' | 'outbound'): ClassCounts =>
    Object.fromEntries(
      countClasses.flatMap((name) => {
        const sum = number(`${direction}_${name}`);
        return sum === sum ? [[name, sum]] : [];
      }),
    );
  const [inbound, outbound] = [of('inbound'), of('outbound')];
  const hasAny = Object.keys(inbound).length + Object.keys(outbound).length > 0;
  return hasAny ? { crossings: { inbound, outbound } } : {};
}
