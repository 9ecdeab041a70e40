import { hourMs, zoneKey } from '@vialog/contracts';
import type { SumsQuery, ZoneRows } from '@vialog/events';
import { combined, type DayColumns, type HoursOfDay } from './day-columns.ts';
import { hoursPerPack } from './day-packs.ts';
import { columnsFor, type PackColumn } from './pack-layout.ts';
import { PackRows, type ZoneTotals } from './pack-rows.ts';
import type { SumsTable, ZoneIdentity } from './sums-table.ts';

/** Consecutive hours of a day in one interval. */
interface Run extends HoursOfDay {
  readonly interval: number;
  /** A bit for every hour. */
  readonly mask: number;
}

/** Adds the hours of days to intervals, column by column: a year of 600 sites has 5 million hours. */
export class PackSums {
  readonly #edges: readonly number[];
  readonly #needed: ReadonlySet<number> | undefined;
  readonly #columns: readonly PackColumn[];
  readonly #rows: PackRows;
  readonly #zones = new Map<string, ZoneTotals>();
  /** Zones of the last day: building a key for every zone of every day takes most of the time of a year. */
  #last: { readonly zones: readonly ZoneIdentity[]; readonly totals: readonly ZoneTotals[] } = {
    zones: [],
    totals: [],
  };

  constructor(query: Pick<SumsQuery, 'edges' | 'buckets' | 'parts'>) {
    this.#edges = query.edges;
    this.#needed = query.buckets && new Set(query.buckets);
    this.#columns = columnsFor(query.parts);
    this.#rows = new PackRows(this.#columns, query.edges);
  }

  /** `intervals`: index of the interval of every hour of the day, -1 outside all of them. */
  add(day: DayColumns, intervals: Int32Array): void {
    const zones = this.#totalsOfAll(day.zones);
    const runs = runsOf(intervals).filter(({ interval }) => this.#needed?.has(interval) !== false);
    for (const run of runs) markSeen(day, zones, run);
    for (const [offset, column] of this.#columns.entries())
      this.#addColumn(day, zones, { column, offset, runs });
    for (const { zone, hour, reason, slots } of day.gaps) {
      const run = runs.find(({ from, to }) => hour >= from && hour < to);
      const totals = zones[zone];
      if (run && totals) addGap(totals, run.interval, { reason, slots });
    }
  }

  /** Adds the sums of all intervals to a table. */
  addTo(table: SumsTable): void {
    for (const totals of this.#zones.values())
      for (let interval = 0; interval < totals.isSeen.length; interval += 1) {
        const sums = this.#rows.sums(totals, interval);
        if (sums) table.add(totals.identity, this.#edges[interval] ?? 0, sums);
      }
  }

  /** Moves the sums of the intervals of which a table has other hours to the table. */
  complete(table: SumsTable): void {
    const rows = table.rows();
    if (rows.length === 0) return;
    const indexes = new Map(this.#edges.map((edge, i) => [edge, i]));
    for (const row of rows) {
      const totals = this.#zones.get(keyOf(row));
      const interval = indexes.get(row.start) ?? -1;
      const sums = totals && this.#rows.sums(totals, interval);
      if (!sums) continue;
      table.add(row, row.start, sums);
      totals.isSeen[interval] = 0;
    }
  }

  /** The rows of every zone. */
  zoneRows(): readonly ZoneRows[] {
    return [...this.#zones.values()].map((totals) => this.#rows.zoneRows(totals));
  }

  #addColumn(
    day: DayColumns,
    zones: readonly ZoneTotals[],
    { column, offset, runs }: { column: PackColumn; offset: number; runs: readonly Run[] },
  ): void {
    const read = day.read(column);
    if (!read) return;
    for (const run of runs) {
      const at = run.interval * this.#columns.length + offset;
      const sums = run.to - run.from > 1 ? day.sumOf(column, run) : undefined;
      const valueOf = sums ? (zone: number) => sums[zone] ?? NaN : (zone: number) => read(zone, run.from);
      for (let zone = 0; zone < zones.length; zone += 1) {
        const numbers = zones[zone]?.numbers;
        if (numbers && hasHour(day, zone, run))
          numbers[at] = combined(numbers[at] ?? NaN, valueOf(zone), column.isMax);
      }
    }
  }

  /** Usually all days have the same list of zones. */
  #totalsOfAll(zones: readonly ZoneIdentity[]): readonly ZoneTotals[] {
    if (zones !== this.#last.zones)
      this.#last = { zones, totals: zones.map((identity) => this.#totalsOf(identity)) };
    return this.#last.totals;
  }

  #totalsOf(identity: ZoneIdentity): ZoneTotals {
    const key = keyOf(identity);
    const known = this.#zones.get(key);
    if (known) return known;
    const intervals = Math.max(0, this.#edges.length - 1);
    const numbers = new Float64Array(intervals * this.#columns.length).fill(NaN);
    const totals: ZoneTotals = { identity, numbers, isSeen: new Uint8Array(intervals), gaps: new Map() };
    this.#zones.set(key, totals);
    return totals;
  }
}

const keyOf = (zone: ZoneIdentity): string => `${zoneKey(zone)}/${zone.cameraVersion}`;

const hasHour = (day: DayColumns, zone: number, { mask }: Run): boolean =>
  ((day.hours[zone] ?? 0) & mask) !== 0;

function markSeen(day: DayColumns, zones: readonly ZoneTotals[], run: Run): void {
  for (let zone = 0; zone < zones.length; zone += 1) {
    const isSeen = zones[zone]?.isSeen;
    if (isSeen && hasHour(day, zone, run)) isSeen[run.interval] = 1;
  }
}

function addGap(
  { gaps }: ZoneTotals,
  interval: number,
  { reason, slots }: { reason: string; slots: number },
): void {
  const ofInterval = gaps.get(interval) ?? {};
  ofInterval[reason] = (ofInterval[reason] ?? 0) + slots;
  gaps.set(interval, ofInterval);
}

/** Groups consecutive hours of one interval. */
function runsOf(intervals: Int32Array): readonly Run[] {
  const runs: Run[] = [];
  for (let hour = 0; hour < intervals.length; hour += 1) {
    const interval = intervals[hour] ?? -1;
    const last = runs.at(-1);
    if (interval < 0) continue;
    if (last?.interval === interval && last.to === hour)
      runs[runs.length - 1] = { ...last, to: hour + 1, mask: last.mask | (1 << hour) };
    else runs.push({ interval, from: hour, to: hour + 1, mask: 1 << hour });
  }
  return runs;
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
