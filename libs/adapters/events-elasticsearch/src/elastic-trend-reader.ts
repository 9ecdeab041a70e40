import { dayMs, quarterMs, hourMs, zoneKey } from '@vialog/contracts';
import {
  withParts,
  zoneRowsOf,
  type RowReader,
  type SumsQuery,
  type TrendReader,
  type ZoneRows,
  type ZoneSums,
} from '@vialog/events';
import type { BoundedClient } from './bounded-client.ts';
import { compositeBuckets } from './composite-buckets.ts';
import { addBin } from './hour-bins.ts';
import { dayOf, hourOf, type IndexNames } from './index-names.ts';
import type { HourRange } from './hour-ranges.ts';
import { isFinalised } from './hour-states.ts';
import { intervalOf } from './interval-of.ts';
import { HourStateCache, type StateView } from './hour-state-cache.ts';
import { BinCache } from './bin-cache.ts';
import { PackCache } from './pack-cache.ts';
import { PackSums } from './pack-sums.ts';
import { packedDays } from './packed-days.ts';
import { existingIndices, type ExistingIndices } from './existing-indices.ts';
import type { SumsFilter } from './sums-filter.ts';
import { sumsFromEvents } from './sums-from-events.ts';
import { SameTick } from './same-tick.ts';
import { SumsTable } from './sums-table.ts';

const camerasPerRequest = 1_000;
/** Records are summed one day per request, which limits the size of the aggregation. */
const hoursPerRequest = 24;

interface Plan {
  readonly bins: readonly HourRange[];
  readonly records: readonly HourRange[];
  /** Finalised hour → stamp. */
  readonly stamps: ReadonlyMap<number, string | undefined>;
  readonly existing: ExistingIndices;
  readonly view: StateView;
}

/** Reads sums: from the bins of finalised hours, from the records of other hours. */
export class ElasticTrendReader implements TrendReader {
  readonly #elastic: BoundedClient;
  readonly #names: IndexNames;
  readonly #bins: BinCache;
  readonly #packs: PackCache;
  readonly #hours: HourStateCache;
  readonly #existing: SameTick<ExistingIndices>;

  constructor(elastic: BoundedClient, names: IndexNames) {
    this.#elastic = elastic;
    this.#names = names;
    this.#bins = new BinCache(elastic, names);
    this.#packs = new PackCache(elastic, names);
    this.#hours = new HourStateCache(elastic, names);
    this.#existing = new SameTick(() => existingIndices(elastic, names));
  }

  async sums(query: SumsQuery): Promise<readonly ZoneSums[]> {
    const { packs, table } = await this.#read(query);
    packs.addTo(table);
    return rowsIn(table, query);
  }

  async zoneRows(query: SumsQuery): Promise<readonly ZoneRows[]> {
    const { packs, table } = await this.#read(query);
    packs.complete(table);
    const others = new Map(zoneRowsOf(rowsIn(table, query), query.edges).map((rows) => [keyOf(rows), rows]));
    const packed = packs.zoneRows();
    const keys = new Set(packed.map(keyOf));
    return [
      ...packed.map((rows) => joined(rows, others.get(keyOf(rows)))),
      ...[...others].flatMap(([key, rows]) => (keys.has(key) ? [] : [rows])),
    ];
  }

  async lastSlotEnds(cameras: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const ends = new Map<string, number>();
    for (let first = 0; first < cameras.length; first += camerasPerRequest) {
      const buckets = compositeBuckets(this.#elastic, [this.#names.events], {
        query: { terms: { cameraId: cameras.slice(first, first + camerasPerRequest) } },
        sources: [{ zone: { terms: { field: 'derived.zone' } } }],
        size: camerasPerRequest,
        aggs: { end: { max: { field: 'derived.endAt' } } },
      });
      for await (const { key, end } of buckets)
        ends.set(String(key['zone']), (end as { value: number }).value);
    }
    return ends;
  }

  async newest(): Promise<number | undefined> {
    const { aggregations } = await this.#elastic.search([this.#names.events], {
      size: 0,
      track_total_hits: false,
      aggs: { newest: { max: { field: 'slotStartAt' } } },
    });
    return (aggregations['newest'] as { value: number | null } | undefined)?.value ?? undefined;
  }

  /** Sums of packed days, and of all other hours. */
  async #read(query: SumsQuery): Promise<{ readonly packs: PackSums; readonly table: SumsTable }> {
    const { edges } = query;
    const [packs, table] = [new PackSums(query), new SumsTable()];
    const [from, to] = [edges[0], edges.at(-1)];
    if (from === undefined || to === undefined || to <= from || isEmptyFilter(query)) return { packs, table };
    const plan = await this.#plan(query, from, to);
    const ranges = await this.#addPacks(query, plan, packs);
    const read = await Promise.all(ranges.map((range) => this.#bins.read(query, range, plan.stamps)));
    for (const bins of read) for (const bin of bins) addBin(bin, edges, table);
    for (const range of plan.records) await this.#addRecords(query, range, table);
    return { packs, table };
  }

  /** Decides which hours come from bins and which from records, as contiguous ranges. */
  async #plan(query: SumsQuery, from: number, to: number): Promise<Plan> {
    const { edges } = query;
    const isNeeded = neededHours(query);
    const [first, last] = [hourOf(from), hourOf(to - 1) + hourMs];
    const [existing, view] = await Promise.all([
      this.#existing.run(),
      // Whole days, because packs contain whole days.
      this.#hours.view(dayOf(first), dayOf(last - 1) + dayMs),
    ]);
    const stamps = new Map<number, string | undefined>();
    for (const state of view.states.values())
      if (isFinalised(state, this.#names, existing)) stamps.set(state.hourAt, state.stamp);
    const days = new Set(existing.days);
    const cut = new Set(edges.filter((edge) => edge % quarterMs !== 0).map(hourOf));
    const plan = { bins: [] as HourRange[], records: [] as HourRange[], stamps, existing, view };
    for (let hour = first; hour < last; hour += hourMs) {
      if (!isNeeded(hour)) continue;
      const useBins = !days.has(dayOf(hour)) || (stamps.has(hour) && !cut.has(hour));
      extend(useBins ? plan.bins : plan.records, hour, useBins ? Infinity : hoursPerRequest * hourMs);
    }
    return plan;
  }

  /** Adds the days that are packed; returns the ranges of hours that remain to be read from bins. */
  async #addPacks(query: SumsQuery, plan: Plan, sums: PackSums): Promise<readonly HourRange[]> {
    const days = await packedDays(plan, query.edges, this.#names);
    const stamps = new Map([...days].map(([day, { cached }]) => [day, cached]));
    const missing = this.#packs.missing(query, stamps);
    // An erasure meanwhile removes packs that also have other cameras.
    if (
      missing.length > 0 &&
      !(await this.#packs.load(query, missing, (day) => days.get(day) ?? noStamps, plan.view))
    )
      return plan.bins;
    const columns = this.#packs.columns(query);
    for (const [day, { intervals }] of days) {
      const ofDay = columns(day);
      if (ofDay) sums.add(ofDay, intervals);
    }
    return withoutDays(plan.bins, days);
  }

  async #addRecords(query: SumsQuery, { from, to }: HourRange, table: SumsTable): Promise<void> {
    const edges = edgesWithin(query.edges, from, to);
    if (edges.length < 2) return;
    for (const sums of await sumsFromEvents(this.#elastic, this.#names, query, edges)) {
      const start = intervalOf(sums.start, query.edges);
      if (start !== undefined) table.add(sums, start, sums);
    }
  }
}

/** Whether an hour overlaps a bucket that is needed. */
function neededHours({ edges, buckets }: SumsQuery): (hour: number) => boolean {
  if (!buckets) return () => true;
  const hours = new Set<number>();
  for (const bucket of buckets) {
    const [from = 0, to = 0] = [edges[bucket], edges[bucket + 1]];
    for (let hour = hourOf(from); hour < to; hour += hourMs) hours.add(hour);
  }
  return (hour) => hours.has(hour);
}

/** The needed parts of the rows of needed buckets: an hour that was read can overlap other buckets too. */
function rowsIn(table: SumsTable, { edges, buckets, parts }: SumsQuery): readonly ZoneSums[] {
  const starts = buckets && new Set(buckets.map((bucket) => edges[bucket]));
  const rows = starts ? table.rows().filter(({ start }) => starts.has(start)) : table.rows();
  return rows.map((row) => withParts(row, parts));
}

const keyOf = (rows: Pick<ZoneRows, 'cameraId' | 'zoneId' | 'cameraVersion'>): string =>
  `${zoneKey(rows)}/${rows.cameraVersion}`;

/** Rows of one zone, each of which is in one of two sources. */
function joined(rows: ZoneRows, others: ZoneRows | undefined): ZoneRows {
  if (!others) return rows;
  const read = (): RowReader => {
    const [rowAt, otherAt] = [rows.read(), others.read()];
    return (bucket) => rowAt(bucket) ?? otherAt(bucket);
  };
  return { ...rows, read };
}

const noStamps = { stored: '', cached: '' };

/** The ranges without the hours of these days. */
function withoutDays(ranges: readonly HourRange[], days: ReadonlyMap<number, unknown>): readonly HourRange[] {
  if (days.size === 0) return ranges;
  const rest: HourRange[] = [];
  for (const { from, to } of ranges)
    for (let hour = from; hour < to; hour += hourMs) if (!days.has(dayOf(hour))) extend(rest, hour, Infinity);
  return rest;
}

const isEmptyFilter = ({ zones, cameras, sites }: SumsFilter): boolean =>
  [zones, cameras, sites].some((list) => list?.length === 0);

/** Appends an hour to the last range, or starts a new one. */
function extend(ranges: HourRange[], hour: number, maxLengthMs: number): void {
  const last = ranges.at(-1);
  if (last?.to === hour && hour + hourMs - last.from <= maxLengthMs)
    ranges[ranges.length - 1] = { from: last.from, to: hour + hourMs };
  else ranges.push({ from: hour, to: hour + hourMs });
}

/** The edges inside a range, with the ends of the range. */
function edgesWithin(edges: readonly number[], from: number, to: number): number[] {
  const ends = [Math.max(from, edges[0] ?? from), Math.min(to, edges.at(-1) ?? to)];
  const inside = edges.filter((edge) => edge > from && edge < to);
  return [...new Set([...ends, ...inside])].sort((a, b) => a - b);
}
