import { countClasses, type CountClass, type CountEvent } from '@vialog/contracts';
import type { ZoneSums } from '@vialog/events';
import type { estypes } from '@elastic/elasticsearch';
import type { Searcher } from './bounded-client.ts';
import { compositeBuckets, type CompositeBucket } from './composite-buckets.ts';
import type { Query } from './condition-query.ts';
import { slotsOfSpans } from './gap-spans.ts';
import type { IndexNames } from './index-names.ts';
import { intervalOf } from './interval-of.ts';
import { rangesOf } from './search-bodies.ts';
import { filterClauses, startsWithin, type SumsFilter } from './sums-filter.ts';
import { SumsTable, type MeasuredSums, type TrackedPart } from './sums-table.ts';

/** Elasticsearch allows 65,536 buckets; zones of a page times intervals stay below it. */
const bucketsPerPage = 20_000;
const intervalsPerRequest = 400;

/**
 * Sums of single slots between the edges, equal to `sumSlots` of `@vialog/events`: measured slots and gaps of one slot
 * by aggregation, gap spans slot by slot.
 */
export async function sumsFromEvents(
  elastic: Searcher,
  names: IndexNames,
  filter: SumsFilter,
  edges: readonly number[],
): Promise<readonly ZoneSums[]> {
  const table = new SumsTable();
  for (let first = 0; first < edges.length - 1; first += intervalsPerRequest) {
    const part = { elastic, names, filter, edges: edges.slice(first, first + intervalsPerRequest + 1) };
    await addMeasured(part, table);
    await addSingleGaps(part, table);
  }
  const window = { from: edges[0] ?? 0, to: edges.at(-1) ?? 0 };
  for (const { slot, record } of await slotsOfSpans(elastic, names, filter, window)) {
    const start = intervalOf(slot, edges);
    if (start !== undefined) table.addGap(identityOf(record), start, record.reason ?? 'unreported', 1);
  }
  return table.rows();
}

const identityOf = (record: CountEvent) => ({
  cameraId: record.cameraId,
  zoneId: record.zoneId,
  siteId: record.siteId,
  cameraVersion: record.cameraVersion,
  slotMs: record.slotMs,
});

const zoneSources = [
  { cameraId: { terms: { field: 'cameraId' } } },
  { zoneId: { terms: { field: 'zoneId' } } },
  { cameraVersion: { terms: { field: 'cameraVersion' } } },
  { siteId: { terms: { field: 'siteId', missing_bucket: true } } },
  { slotMs: { terms: { field: 'slotMs' } } },
];

interface RangeBucket {
  readonly key: string;
  readonly doc_count: number;
  readonly [name: string]: unknown;
}

/** The intervals of one request. */
interface Part {
  readonly elastic: Searcher;
  readonly names: IndexNames;
  readonly filter: SumsFilter;
  readonly edges: readonly number[];
}

async function* zoneIntervals(
  { elastic, names, filter, edges }: Part,
  search: {
    where: readonly Query[];
    aggs: Record<string, estypes.AggregationsAggregationContainer>;
  },
): AsyncGenerator<{ zone: ReturnType<typeof zoneOf>; start: number; bucket: RangeBucket }> {
  const [from, to] = [edges[0] ?? 0, edges.at(-1) ?? 0];
  const buckets = compositeBuckets(elastic, names.eventsWithin(from, to), {
    query: {
      bool: { filter: [startsWithin(from, to), ...filterClauses(filter), ...search.where] },
    },
    sources: zoneSources,
    size: Math.max(10, Math.floor(bucketsPerPage / edges.length)),
    aggs: {
      intervals: { date_range: { field: 'slotStartAt', ranges: rangesOf(edges) }, aggs: search.aggs },
    },
  });
  for await (const found of buckets) {
    const intervals = (found['intervals'] as { buckets: RangeBucket[] }).buckets;
    for (const bucket of intervals) {
      const start = edges[Number(bucket.key)];
      if (bucket.doc_count > 0 && start !== undefined) yield { zone: zoneOf(found), start, bucket };
    }
  }
}

const zoneOf = ({ key }: CompositeBucket) => ({
  cameraId: String(key['cameraId']),
  zoneId: String(key['zoneId']),
  siteId: key['siteId'] === null || key['siteId'] === undefined ? undefined : String(key['siteId']),
  cameraVersion: Number(key['cameraVersion']),
  slotMs: Number(key['slotMs']),
});

const statsOf = (field: string) => ({ stats: { field } });
const measuredAggs = {
  total: statsOf('total'),
  occupied: { sum: { field: 'occupied' } },
  unknown: { sum: { field: 'unknown' } },
  capacity: { sum: { field: 'capacity' } },
  ...Object.fromEntries(countClasses.map((name) => [name, statsOf(`counts.${name}`)])),
  ...Object.fromEntries(countClasses.map((name) => [`in_${name}`, statsOf(`derived.inbound.${name}`)])),
  ...Object.fromEntries(countClasses.map((name) => [`out_${name}`, statsOf(`derived.outbound.${name}`)])),
  stopped: statsOf('stopped'),
  stoppedPeak: statsOf('derived.stoppedPeak'),
  arrivals: statsOf('turnover.arrivals'),
  departures: statsOf('turnover.departures'),
  comparedMs: statsOf('turnover.comparedMs'),
  occupiedMs: statsOf('turnover.occupiedMs'),
};

interface Stats {
  readonly count: number;
  readonly sum: number;
  readonly max: number | null;
}

async function addMeasured(part: Part, table: SumsTable): Promise<void> {
  const search = { where: [{ term: { kind: 'measured' } }], aggs: measuredAggs };
  for await (const { zone, start, bucket } of zoneIntervals(part, search)) {
    const stats = (name: string): Stats => bucket[name] as Stats;
    const sum = (name: string): number => (bucket[name] as { value: number }).value;
    const classes = countClasses.flatMap((name): [CountClass, { sum: number; max: number }][] =>
      stats(name).count === 0 ? [] : [[name, { sum: stats(name).sum, max: stats(name).max ?? 0 }]],
    );
    table.addMeasured(zone, start, {
      measured: bucket.doc_count,
      total: { sum: stats('total').sum, max: stats('total').max ?? 0 },
      classes: Object.fromEntries(classes),
      occupied: sum('occupied'),
      unknown: sum('unknown'),
      capacity: sum('capacity'),
      ...trackedOf(stats),
    });
  }
}

function trackedOf(stats: (name: string) => Stats): Pick<MeasuredSums, TrackedPart> {
  const directionOf = (prefix: 'in' | 'out'): Partial<Record<CountClass, number>> =>
    Object.fromEntries(
      countClasses.flatMap((name) => {
        const { count, sum } = stats(`${prefix}_${name}`);
        return count === 0 ? [] : [[name, sum]];
      }),
    );
  const [inbound, outbound] = [directionOf('in'), directionOf('out')];
  const hasCrossings = Object.keys(inbound).length + Object.keys(outbound).length > 0;
  const { count, sum } = stats('stopped');
  return {
    ...(hasCrossings && { crossings: { inbound, outbound } }),
    ...(count > 0 && { stopped: { slots: count, sum, max: stats('stoppedPeak').max ?? 0 } }),
    ...turnoverOf(stats),
  };
}

function turnoverOf(stats: (name: string) => Stats): Pick<MeasuredSums, 'turnover'> {
  const { count: slots, sum: arrivals } = stats('arrivals');
  if (slots === 0) return {};
  const [departures, comparedMs, occupiedMs] = [
    stats('departures').sum,
    stats('comparedMs').sum,
    stats('occupiedMs').sum,
  ];
  return { turnover: { slots, arrivals, departures, comparedMs, occupiedMs } };
}

/** A gap of one slot takes precedence over every span that covers the slot, because no span starts later. */
async function addSingleGaps(part: Part, table: SumsTable): Promise<void> {
  const where = [{ term: { kind: 'gap' } }, { term: { slots: 1 } }];
  const aggs = { reasons: { terms: { field: 'reason', size: 50 } } };
  for await (const { zone, start, bucket } of zoneIntervals(part, { where, aggs })) {
    const reasons = (bucket['reasons'] as { buckets: { key: string; doc_count: number }[] }).buckets;
    for (const reason of reasons) table.addGap(zone, start, reason.key, reason.doc_count);
  }
}
