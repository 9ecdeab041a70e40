import { SumsIndex, type SumsRow } from './zone-sums.ts';

/** Row of a bucket, if there is one. It is valid until the next call; the buckets of successive calls ascend. */
export type RowReader = (bucket: number) => SumsRow | undefined;

/**
 * Sums of one zone and camera version by bucket. A store can keep them as columns of numbers: objects for the 236,520 rows
 * of a year of a town take longer than everything that is computed from them.
 */
export interface ZoneRows extends Pick<SumsRow, 'cameraId' | 'zoneId' | 'cameraVersion'> {
  /** Starts to read at the first bucket. */
  readonly read: () => RowReader;
}

/** Rows in any order, whose starts are edges, by zone. */
export function zoneRowsOf(rows: Iterable<SumsRow>, edges: readonly number[]): readonly ZoneRows[] {
  return new SumsIndex(rows).zones().map((ofZone) => zoneRowsFrom(ofZone, edges));
}

function zoneRowsFrom(rows: readonly [SumsRow, ...SumsRow[]], edges: readonly number[]): ZoneRows {
  const [{ cameraId, zoneId, cameraVersion }] = rows;
  const read = (): RowReader => {
    let next = 0;
    return (bucket) => {
      const start = edges[bucket] ?? Infinity;
      while ((rows[next]?.start ?? Infinity) < start) next += 1;
      return rows[next]?.start === start ? rows[next] : undefined;
    };
  };
  return { cameraId, zoneId, cameraVersion, read };
}
