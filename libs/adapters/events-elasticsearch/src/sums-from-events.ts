import { countClasses, isoOf, type CountClass, type CountEvent } from '@vialog/contracts';
import { zoneKey, type SumsQuery, type ZoneSums } from '@vialog/events';
import type { estypes } from '@elastic/elasticsearch';
import { compositeBuckets, type BoundedClient, type CompositeBucket } from './bounded-client.ts';
import type { Query } from './condition-query.ts';
import { spannedSlots } from './gap-spans.ts';
import type { IndexNames } from './index-names.ts';
import { rangesOf } from './search-bodies.ts';
import { SumsTable } from './sums-table.ts';

/** Elasticsearch stops at 65,536 buckets; a page of zones times the stretches stays below. */
const bucketsAtOnce = 20_000;
/** Stretches of one request. */
const stretchesAtOnce = 400;

export type SumsFilter = Pick<SumsQuery, 'zones' | 'cameras' | 'sites'>;

/**
 * Sums of single slots between the edges, exactly as `sumSlots` of `@vialog/events` means them: measured slots and gaps
 * of one slot by aggregation, spans slot by slot.
 */
export async function sumsFromEvents(
  elastic: BoundedClient,
  names: IndexNames,
  filter: SumsFilter,
  edges: readonly number[],
): Promise<readonly ZoneSums[]> {
  const table = new SumsTable();
  for (let first = 0; first < edges.length - 1; first += stretchesAtOnce) {
    const some = edges.slice(first, first + stretchesAtOnce + 1);
    const part = { elastic, names, filter, edges: some };
    await addMeasured(part, table);
    await addSingleGaps(part, table);
  }
  for (const { slot, record } of await spannedSlots(elastic, names, filter, {
    from: edges[0] ?? 0,
    to: edges.at(-1) ?? 0,
  })) {
    const start = intervalOf(slot, edges);
    if (start !== undefined) table.addGap(identityOf(record), start, record.reason ?? 'unreported', 1);
  }
  return table.rows();
}

export const identityOf = (record: CountEvent) => ({
  cameraId: record.cameraId,
  zoneId: record.zoneId,
  siteId: record.siteId,
  cameraVersion: record.cameraVersion,
  slotMs: record.slotMs,
});

/** Start of the stretch a moment lies in; undefined outside of all. Edges ascend. */
export function intervalOf(moment: number, edges: readonly number[]): number | undefined {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((edges[middle] as number) <= moment) low = middle + 1;
    else high = middle;
  }
  return low === 0 || low === edges.length ? undefined : edges[low - 1];
}

/** The filters that name places; sites only where `withSites`. */
export function placeFilter(filter: SumsFilter, withSites: boolean): Query[] {
  const clauses: Query[] = [];
  if (filter.zones) clauses.push({ terms: { 'derived.zone': filter.zones.map(zoneKey) } });
  if (filter.cameras) clauses.push({ terms: { cameraId: [...filter.cameras] } });
  if (withSites && filter.sites) clauses.push({ terms: { siteId: [...filter.sites] } });
  return clauses;
}

export const startsWithin = (from: number, to: number): Query => ({
  range: { slotStartAt: { gte: isoOf(from), lt: isoOf(to) } },
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

/** What is asked, and between which edges. */
interface Part {
  readonly elastic: BoundedClient;
  readonly names: IndexNames;
  readonly filter: SumsFilter;
  readonly edges: readonly number[];
}

async function* zoneStretches(
  { elastic, names, filter, edges }: Part,
  question: {
    of: readonly Query[];
    aggs: Record<string, estypes.AggregationsAggregationContainer>;
  },
): AsyncGenerator<{ zone: ReturnType<typeof zoneOf>; start: number; bucket: RangeBucket }> {
  const [from, to] = [edges[0] ?? 0, edges.at(-1) ?? 0];
  const buckets = compositeBuckets(elastic, names.eventsWithin(from, to), {
    query: {
      bool: { filter: [startsWithin(from, to), ...placeFilter(filter, true), ...question.of] },
    },
    sources: zoneSources,
    size: Math.max(10, Math.floor(bucketsAtOnce / edges.length)),
    aggs: {
      stretches: { date_range: { field: 'slotStartAt', ranges: rangesOf(edges) }, aggs: question.aggs },
    },
  });
  for await (const found of buckets) {
    const stretches = (found['stretches'] as { buckets: RangeBucket[] }).buckets;
    for (const bucket of stretches) {
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
};

interface Stats {
  readonly count: number;
  readonly sum: number;
  readonly max: number | null;
}

async function addMeasured(part: Part, table: SumsTable): Promise<void> {
  const question = { of: [{ term: { kind: 'measured' } }], aggs: measuredAggs };
  for await (const { zone, start, bucket } of zoneStretches(part, question)) {
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
    });
  }
}

/** A gap of one slot explains that slot whatever spans lie over it: none starts later. */
async function addSingleGaps(part: Part, table: SumsTable): Promise<void> {
  const of = [{ term: { kind: 'gap' } }, { term: { slots: 1 } }];
  const aggs = { reasons: { terms: { field: 'reason', size: 50 } } };
  for await (const { zone, start, bucket } of zoneStretches(part, { of, aggs })) {
    const reasons = (bucket['reasons'] as { buckets: { key: string; doc_count: number }[] }).buckets;
    for (const reason of reasons) table.addGap(zone, start, reason.key, reason.doc_count);
  }
}
