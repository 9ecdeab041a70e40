import { zoneKey, type CountClass, type FlowDirection, type Measure } from '@vialog/contracts';
import { trendSeries, type TrendSeries, type ZoneRows } from '@vialog/measuring';
import { partsOf } from '../sums-parts.ts';
import type { SumsQuery, ZoneRef } from '../trend-reader.port.ts';
import type { EventPorts } from './event-ports.ts';
import type { SeriesGroup } from './series-groups.ts';

/** Approximate number of rows per request to the store, which limits its size in memory. */
const requestRows = 60_000;

export interface SeriesMeasure {
  readonly measure: Measure;
  /** Classes to sum. Default: all. */
  readonly classes?: readonly CountClass[] | undefined;
  /** Of the measure flow. Default: both. */
  readonly direction?: FlowDirection | undefined;
}

/** Which points of the series are read. */
export interface SeriesPoints {
  /** Ascending epoch ms; point i covers [edges[i], edges[i+1]). */
  readonly edges: readonly number[];
  /** Ascending indexes of the points that are needed; the others look unmeasured. Default: all. */
  readonly buckets?: readonly number[];
}

/**
 * A measure between ascending edges, one series per group in their order. Reads the store in parts, the next one while the
 * series of one are computed.
 */
export async function readSeries(
  ports: EventPorts,
  groups: readonly SeriesGroup[],
  { edges, buckets, measure, classes, direction }: SeriesMeasure & SeriesPoints,
): Promise<readonly TrendSeries[]> {
  const series: TrendSeries[] = [];
  const now = ports.clock.now();
  const parts = partsOf(measure, classes);
  const read = ({ chunk }: Pick<Reading, 'chunk'>): Reading => {
    const sums = sumsOf(ports, zonesOf(chunk), { edges, buckets, parts });
    // A failure is reported where the sums are used.
    sums.catch(() => undefined);
    return { chunk, sums };
  };
  const [first, ...later] = chunksOf(groups, edges.length);
  let reading = first && read({ chunk: first });
  while (reading) {
    const [{ chunk }, sums] = [reading, await reading.sums];
    const next = later.shift();
    reading = next && read({ chunk: next });
    series.push(...trendSeries({ measure, classes, direction, edges, now, groups: chunk, sums }));
  }
  return series;
}

interface Reading {
  readonly chunk: readonly SeriesGroup[];
  readonly sums: Promise<readonly ZoneRows[]>;
}

/** Many zones of one series in several requests, which a store with several readers runs at the same time. */
async function sumsOf(
  ports: EventPorts,
  zones: readonly ZoneRef[],
  query: Pick<SumsQuery, 'edges' | 'buckets' | 'parts'>,
): Promise<readonly ZoneRows[]> {
  const { edges } = query;
  if (zones.length === 0 || edges.length < 2) return [];
  const perRequest = Math.max(1, Math.floor(requestRows / edges.length));
  const requests: Promise<readonly ZoneRows[]>[] = [];
  for (let first = 0; first < zones.length; first += perRequest)
    requests.push(ports.trends.zoneRows({ ...query, zones: zones.slice(first, first + perRequest) }));
  return (await Promise.all(requests)).flat();
}

/** Parts of the groups that need about `requestRows` rows each, in their order. */
function chunksOf(groups: readonly SeriesGroup[], edges: number): readonly (readonly SeriesGroup[])[] {
  const chunks: SeriesGroup[][] = [];
  let rows = Infinity;
  for (const group of groups) {
    const own = group.plans.length * edges;
    if (rows + own > requestRows) {
      chunks.push([]);
      rows = 0;
    }
    chunks.at(-1)?.push(group);
    rows += own;
  }
  return chunks;
}

/** The zones of groups, each once. */
export function zonesOf(groups: readonly SeriesGroup[]): readonly ZoneRef[] {
  const refs = groups.flatMap(({ plans }) =>
    plans.map(({ camera, zone }) => ({ cameraId: camera.cameraId, zoneId: zone.zoneId })),
  );
  return [...new Map(refs.map((ref) => [zoneKey(ref), ref])).values()];
}
