import { type SumsQuery, type TrendReader, type ZoneSums } from '@vialog/events';
import type { BoundedClient } from './bounded-client.ts';
import { compositeBuckets } from './composite-buckets.ts';
import { addBin, quarterMs } from './hour-bins.ts';
import { dayOf, hourMs, hourOf, type IndexNames } from './index-names.ts';
import type { HourRange } from './hour-ranges.ts';
import { isFinalised } from './hour-states.ts';
import { HourStateCache } from './hour-state-cache.ts';
import { BinCache } from './bin-cache.ts';
import { existingIndices } from './existing-indices.ts';
import type { SumsFilter } from './sums-filter.ts';
import { sumsFromEvents } from './sums-from-events.ts';
import { SumsTable } from './sums-table.ts';

const camerasAtOnce = 1_000;
/** Records are summed up a day at a time, so that one question stays small. */
const hoursAtOnce = 24;

interface Plan {
  readonly bins: readonly HourRange[];
  readonly records: readonly HourRange[];
  /** Of the settled hours. */
  readonly stamps: ReadonlyMap<number, string | undefined>;
}

/** Reads sums: from bins where an hour is settled, from the records themselves where it is not. */
export class ElasticTrendReader implements TrendReader {
  readonly #elastic: BoundedClient;
  readonly #names: IndexNames;
  readonly #bins: BinCache;
  readonly #hours: HourStateCache;

  constructor(elastic: BoundedClient, names: IndexNames) {
    this.#elastic = elastic;
    this.#names = names;
    this.#bins = new BinCache(elastic, names);
    this.#hours = new HourStateCache(elastic, names);
  }

  async sums(query: SumsQuery): Promise<readonly ZoneSums[]> {
    const { edges } = query;
    const [from, to] = [edges[0], edges.at(-1)];
    if (from === undefined || to === undefined || to <= from || asksNothing(query)) return [];
    const plan = await this.#plan(edges, from, to);
    const table = new SumsTable();
    for (const run of plan.bins)
      for (const bin of await this.#bins.within(query, run, plan.stamps)) addBin(bin, edges, table);
    for (const run of plan.records) await this.#addRecords(query, run, table);
    return table.rows();
  }

  async lastSlotEnds(cameras: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const ends = new Map<string, number>();
    for (let first = 0; first < cameras.length; first += camerasAtOnce) {
      const buckets = compositeBuckets(this.#elastic, [this.#names.events], {
        query: { terms: { cameraId: cameras.slice(first, first + camerasAtOnce) } },
        sources: [{ zone: { terms: { field: 'derived.zone' } } }],
        size: camerasAtOnce,
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

  /** Which hours come from where, as runs of neighbours. */
  async #plan(edges: readonly number[], from: number, to: number): Promise<Plan> {
    const [first, last] = [hourOf(from), hourOf(to - 1) + hourMs];
    const [existing, states] = await Promise.all([
      existingIndices(this.#elastic, this.#names),
      this.#hours.states(first, last),
    ]);
    const settled = [...states.values()].filter((state) => isFinalised(state, this.#names, existing));
    const stamps = new Map(settled.map(({ hourAt, stamp }) => [hourAt, stamp]));
    const days = new Set(existing.days);
    const cut = new Set(edges.filter((edge) => edge % quarterMs !== 0).map(hourOf));
    const plan = { bins: [] as HourRange[], records: [] as HourRange[], stamps };
    for (let hour = first; hour < last; hour += hourMs) {
      const useBins = !days.has(dayOf(hour)) || (stamps.has(hour) && !cut.has(hour));
      extend(useBins ? plan.bins : plan.records, hour, useBins ? Infinity : hoursAtOnce * hourMs);
    }
    return plan;
  }

  async #addRecords(query: SumsQuery, { from, to }: HourRange, table: SumsTable): Promise<void> {
    const edges = edgesWithin(query.edges, from, to);
    if (edges.length < 2) return;
    const pieces = await sumsFromEvents(this.#elastic, this.#names, query, edges);
    for (const piece of pieces) addPiece(piece, query.edges, table);
  }
}

const asksNothing = ({ zones, cameras, sites }: SumsFilter): boolean =>
  [zones, cameras, sites].some((list) => list?.length === 0);

function extend(runs: HourRange[], hour: number, longest: number): void {
  const run = runs.at(-1);
  if (run?.to === hour && hour + hourMs - run.from <= longest)
    runs[runs.length - 1] = { ...run, to: hour + hourMs };
  else runs.push({ from: hour, to: hour + hourMs });
}

/** The edges of a question as far as a run reaches, the run's own ends included where they lie within. */
function edgesWithin(edges: readonly number[], from: number, to: number): number[] {
  const ends = [Math.max(from, edges[0] ?? from), Math.min(to, edges.at(-1) ?? to)];
  const inside = edges.filter((edge) => edge > from && edge < to);
  return [...new Set([...ends, ...inside])].sort((a, b) => a - b);
}

function addPiece(piece: ZoneSums, edges: readonly number[], table: SumsTable): void {
  const start = edges.findLast((edge) => edge <= piece.start);
  if (start !== undefined) table.add(piece, start, piece);
}
