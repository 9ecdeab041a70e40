import { zoneKey } from '@vialog/contracts';
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
import type { IndexNames } from './index-names.ts';
import type { HourRange } from './hour-ranges.ts';
import { intervalOf } from './interval-of.ts';
import { HourStateCache, type StateView } from './hour-state-cache.ts';
import { BinCache } from './bin-cache.ts';
import { PackCache } from './pack-cache.ts';
import { PackSums } from './pack-sums.ts';
import { existingIndices, type ExistingIndices } from './existing-indices.ts';
import type { SumsFilter } from './sums-filter.ts';
import { sumsFromEvents } from './sums-from-events.ts';
import { SameTick } from './same-tick.ts';
import { daysOf, SumsPlanner, type SumsPlan } from './sums-plan.ts';
import { SumsTable } from './sums-table.ts';

const camerasPerRequest = 1_000;

/** Reads sums: from the bins of finalised hours, from the records of other hours. */
export class ElasticTrendReader implements TrendReader {
  readonly #elastic: BoundedClient;
  readonly #names: IndexNames;
  readonly #bins: BinCache;
  readonly #packs: PackCache;
  readonly #hours: HourStateCache;
  readonly #existing: SameTick<ExistingIndices>;
  readonly #planner: SumsPlanner;

  constructor(elastic: BoundedClient, names: IndexNames) {
    this.#elastic = elastic;
    this.#names = names;
    this.#bins = new BinCache(elastic, names);
    this.#packs = new PackCache(elastic, names);
    this.#hours = new HourStateCache(elastic, names);
    this.#planner = new SumsPlanner(names);
    this.#existing = new SameTick(unchanged(() => existingIndices(elastic, names)));
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
    const days = daysOf(edges);
    const [existing, view] = await Promise.all([this.#existing.run(), this.#hours.view(days.from, days.to)]);
    const plan = await this.#planner.plan(query, view, existing);
    const ranges = (await this.#addPacks(query, plan, { view, packs })) ? plan.bins : plan.allBins;
    const read = await Promise.all(ranges.map((range) => this.#bins.read(query, range, plan.stamps)));
    for (const bins of read) for (const bin of bins) addBin(bin, edges, table);
    for (const range of plan.records) await this.#addRecords(query, range, table);
    return { packs, table };
  }

  /** Adds the days that are packed. False: they must be read from bins. */
  async #addPacks(
    query: SumsQuery,
    { packed }: SumsPlan,
    { view, packs }: { readonly view: StateView; readonly packs: PackSums },
  ): Promise<boolean> {
    const stamps = new Map([...packed].map(([day, { cached }]) => [day, cached]));
    const missing = this.#packs.missing(query, stamps);
    // An erasure meanwhile removes packs that also have other cameras.
    if (
      missing.length > 0 &&
      !(await this.#packs.load(query, missing, (day) => packed.get(day) ?? noStamps, view))
    )
      return false;
    const columnsOf = this.#packs.columns(query);
    const days = [...packed].map(([day, { intervals }]) => ({ columns: columnsOf(day), intervals }));
    // A request of another filter displaced some of them from memory.
    if (days.some(({ columns }) => columns === undefined)) return false;
    for (const { columns, intervals } of days) if (columns) packs.add(columns, intervals);
    return true;
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

/** Reads indices; returns the same object while they are the same. */
function unchanged(read: () => Promise<ExistingIndices>): () => Promise<ExistingIndices> {
  const textOf = ({ days, bins, packs }: ExistingIndices): string =>
    JSON.stringify([days, [...bins], [...packs]]);
  let last: { readonly text: string; readonly existing: ExistingIndices } | undefined;
  return async () => {
    const existing = await read();
    const text = textOf(existing);
    if (last?.text !== text) last = { text, existing };
    return last.existing;
  };
}

const noStamps = { stored: '', cached: '' };

const isEmptyFilter = ({ zones, cameras, sites }: SumsFilter): boolean =>
  [zones, cameras, sites].some((list) => list?.length === 0);

/** The edges inside a range, with the ends of the range. */
function edgesWithin(edges: readonly number[], from: number, to: number): number[] {
  const ends = [Math.max(from, edges[0] ?? from), Math.min(to, edges.at(-1) ?? to)];
  const inside = edges.filter((edge) => edge > from && edge < to);
  return [...new Set([...ends, ...inside])].sort((a, b) => a - b);
}
