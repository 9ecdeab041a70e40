import { zoneKey, type CountClass, type FlowDirection, type Measure } from '@vialog/contracts';
import { trendSeries, type TrendSeries } from '@vialog/measuring';
import type { ZoneRef } from '../trend-reader.port.ts';
import type { EventPorts } from './event-ports.ts';
import type { SeriesGroup } from './series-groups.ts';

/** Approximate number of rows per request to the store, which limits its size in memory. */
const chunkRows = 200_000;

export interface SeriesMeasure {
  readonly measure: Measure;
  /** Classes to sum. Default: all. */
  readonly classes?: readonly CountClass[] | undefined;
  /** Of the measure flow. Default: both. */
  readonly direction?: FlowDirection | undefined;
}

/** A measure between ascending edges, one series per group in their order. Reads the store in parts. */
export async function readSeries(
  ports: EventPorts,
  groups: readonly SeriesGroup[],
  { edges, measure, classes, direction }: SeriesMeasure & { readonly edges: readonly number[] },
): Promise<readonly TrendSeries[]> {
  const series: TrendSeries[] = [];
  const now = ports.clock.now();
  for (const chunk of chunksOf(groups, edges.length)) {
    const zones = zonesOf(chunk);
    const sums = zones.length === 0 || edges.length < 2 ? [] : await ports.trends.sums({ zones, edges });
    series.push(...trendSeries({ measure, classes, direction, edges, now, groups: chunk, sums }));
  }
  return series;
}

/** Parts of the groups that need about `chunkRows` rows each, in their order. */
function chunksOf(groups: readonly SeriesGroup[], edges: number): readonly (readonly SeriesGroup[])[] {
  const chunks: SeriesGroup[][] = [];
  let rows = Infinity;
  for (const group of groups) {
    const own = group.plans.length * edges;
    if (rows + own > chunkRows) {
      chunks.push([]);
      rows = 0;
    }
    chunks.at(-1)?.push(group);
    rows += own;
  }
  return chunks;
}

function zonesOf(groups: readonly SeriesGroup[]): readonly ZoneRef[] {
  const refs = groups.flatMap(({ plans }) =>
    plans.map(({ camera, zone }) => ({ cameraId: camera.cameraId, zoneId: zone.zoneId })),
  );
  return [...new Map(refs.map((ref) => [zoneKey(ref), ref])).values()];
}
