import { hoursPerPack, type DecodedPack } from './day-packs.ts';
import type { Column } from './pack-columns.ts';
import type { PackColumn } from './pack-layout.ts';
import type { ZoneIdentity } from './sums-table.ts';

/** Hours of a day, `to` exclusive. */
export interface HoursOfDay {
  readonly from: number;
  readonly to: number;
}

/** Explained slots of one hour. */
export interface DayGap {
  /** Index among the zones of the day. */
  readonly zone: number;
  readonly hour: number;
  readonly reason: string;
  readonly slots: number;
}

/** Sums of several hours that a day keeps, number. */
const maxKeptSums = 12;

/** The hour sums of one UTC day of the zones that a request needs: one column of numbers per column of the packs. */
export class DayColumns {
  readonly zones: readonly ZoneIdentity[];
  /** Per zone a bit for every hour that has a bin. */
  readonly hours: Uint32Array;
  readonly gaps: readonly DayGap[];
  readonly #columns: ReadonlyMap<string, Column>;
  /** Column and hours → sum of these hours per zone: days of the same time zone are requested again and again. */
  readonly #sums = new Map<string, Float64Array>();

  /** `share`: returns one list for equal lists of zones. */
  constructor(
    zones: readonly ZoneOfPack[],
    share: (zones: readonly ZoneIdentity[]) => readonly ZoneIdentity[],
  ) {
    this.zones = share(zones.map(({ pack, at }) => identityIn(pack, at)));
    this.hours = Uint32Array.from(zones, ({ pack, at }) => pack.hours[at] ?? 0);
    this.gaps = zones.flatMap(gapsOf);
    const names = new Set(zones.flatMap(({ pack }) => [...pack.columns.keys()]));
    this.#columns = new Map([...names].map((name) => [name, mergedColumn(name, zones)]));
  }

  /** Approximate size in memory without the list of zones, which days share, bytes. */
  get size(): number {
    const bytes = [...this.#columns.values()].reduce((sum, { byteLength }) => sum + 100 + byteLength, 0);
    return 500 + bytes + 50 * this.gaps.length + (12 + 8 * maxKeptSums) * this.zones.length;
  }

  /**
   * Reads one column; undefined if no zone has a number. The function returns the number of a zone and hour that has a bin;
   * NaN if it does not have the number.
   */
  read({ name, presence, plus }: PackColumn): ((zone: number, hour: number) => number) | undefined {
    const present = this.#columns.get(presence ?? name);
    if (!present) return undefined;
    const values = this.#columns.get(name) ?? present;
    if (presence === undefined) return (zone, hour) => (values[zone * hoursPerPack + hour] ?? 0) - plus;
    const isKnown = this.#columns.has(name);
    return (zone, hour) => {
      const at = zone * hoursPerPack + hour;
      if (present[at] === 0) return NaN;
      return (isKnown ? (values[at] ?? 0) : 0) - plus;
    };
  }

  /** Sum or maximum of a column over some hours, per zone; NaN if no hour has the number. Undefined as above. */
  sumOf(column: PackColumn, hours: HoursOfDay): Float64Array | undefined {
    const key = `${column.name}/${hours.from}/${hours.to}`;
    const known = this.#sums.get(key);
    if (known) return known;
    const read = this.read(column);
    if (!read) return undefined;
    const sums = Float64Array.from(this.zones, (_, zone) => this.#sumOfZone(zone, hours, column.isMax, read));
    if (this.#sums.size >= maxKeptSums) this.#sums.clear();
    this.#sums.set(key, sums);
    return sums;
  }

  #sumOfZone(
    zone: number,
    { from, to }: HoursOfDay,
    isMax: boolean,
    read: (zone: number, hour: number) => number,
  ): number {
    const bins = this.hours[zone] ?? 0;
    let sum = NaN;
    for (let hour = from; hour < to; hour += 1)
      if (((bins >> hour) & 1) === 1) sum = combined(sum, read(zone, hour), isMax);
    return sum;
  }
}

/** A zone of a pack, by its place in the pack. */
export interface ZoneOfPack {
  readonly pack: DecodedPack;
  readonly at: number;
}

/** Sum or maximum of two numbers, each of which can be missing (NaN). */
export function combined(a: number, b: number, isMax: boolean): number {
  if (a !== a) return b;
  if (b !== b) return a;
  return isMax ? Math.max(a, b) : a + b;
}

function identityIn({ zones }: DecodedPack, at: number): ZoneIdentity {
  const identity = zones[at];
  if (!identity) throw new Error(`expected a pack with more than ${at} zones, found ${zones.length}`);
  return identity;
}

function gapsOf({ pack, at }: ZoneOfPack, zone: number): DayGap[] {
  return pack.gaps
    .filter(([position]) => Math.floor(position / hoursPerPack) === at)
    .map(([position, reason, slots]) => ({ zone, hour: position % hoursPerPack, reason, slots }));
}

/** The numbers of all zones in the widest type of their packs. */
function mergedColumn(name: string, zones: readonly ZoneOfPack[]): Column {
  const merged = columnLike(
    zones.map(({ pack }) => pack.columns.get(name)),
    zones.length * hoursPerPack,
  );
  for (const [zone, { pack, at }] of zones.entries()) {
    const hours = pack.columns.get(name)?.subarray(at * hoursPerPack, (at + 1) * hoursPerPack);
    if (hours) merged.set(hours, zone * hoursPerPack);
  }
  return merged;
}

const columnTypes = [Float64Array, Uint32Array, Uint16Array] as const;

function columnLike(columns: readonly (Column | undefined)[], length: number): Column {
  const widest = columnTypes.find((type) => columns.some((column) => column instanceof type));
  return new (widest ?? Uint8Array)(length);
}
