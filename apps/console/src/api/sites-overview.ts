import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { CameraSummariesPage, CameraSummary, Trend, TrendPoint, TrendProfile } from '@vialog/contracts';
import { isSimulated } from '../demo/simulated-name.ts';
import { call } from './call.ts';
import type { TimeRange } from './trends.ts';

/** What a site is judged by: the share of its occupied spaces, or the objects in its areas. */
export type SiteMeasure = 'occupancy' | 'presence';

export interface SitePointsRequest extends TimeRange {
  /** Only this site; all sites if left out. */
  readonly siteId?: string | undefined;
  readonly measure: SiteMeasure | 'free';
  readonly interval: Trend['interval'];
  readonly timeZone: string;
}

export interface PointsOfSites {
  readonly bySite: ReadonlyMap<string, readonly TrendPoint[]>;
  /** Sites whose numbers are simulated. */
  readonly simulated: ReadonlySet<string>;
}

/** Points of sites by site id. The period of a request ends at a time: the same request soon finds nothing new. */
export const sitePointsQuery = (request: SitePointsRequest) =>
  queryOptions({
    queryKey: ['site points', request],
    queryFn: async (): Promise<PointsOfSites> => {
      const simulated = new Set<string>();
      const points = new Map<string, readonly TrendPoint[]>();
      let cursor: string | null = null;
      do {
        const page: Trend = await call('GET', `/v1/trends?${paramsOf(request, cursor)}`);
        for (const series of page.series) {
          points.set(series.key, series.points);
          if (isSimulated(series)) simulated.add(series.key);
        }
        cursor = page.nextCursor;
      } while (cursor !== null);
      return { bySite: points, simulated };
    },
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });

function paramsOf({ from, to, siteId, ...request }: SitePointsRequest, cursor: string | null): string {
  const params = new URLSearchParams({
    ...request,
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    limit: '1000',
  });
  if (siteId !== undefined) params.set('sites', siteId);
  if (cursor !== null) params.set('cursor', cursor);
  return params.toString();
}

/** Typical weeks of some sites by site id. */
export const siteWeeksQuery = (siteIds: readonly string[], measure: SiteMeasure, { from, to }: TimeRange) =>
  queryOptions({
    queryKey: ['site weeks', siteIds, measure, from, to],
    queryFn: async () => {
      const params = new URLSearchParams({
        measure,
        sites: siteIds.join(','),
        from: new Date(from).toISOString(),
        to: new Date(to).toISOString(),
        limit: '200',
      });
      const profile = await call<TrendProfile>('GET', `/v1/trends/profile?${params.toString()}`);
      return new Map(profile.series.map((series) => [series.key, series]));
    },
    enabled: siteIds.length > 0,
    staleTime: 600_000,
  });

/** Cameras that count for some sites. */
export const siteCamerasQuery = (siteIds: readonly string[]) =>
  queryOptions({
    queryKey: ['cameras', 'of sites', siteIds],
    queryFn: async (): Promise<readonly CameraSummary[]> => {
      const params = new URLSearchParams([
        ...siteIds.map((id) => ['site', id]),
        ...['active', 'paused'].map((lifecycle) => ['lifecycle', lifecycle]),
        ['limit', '1000'],
      ]);
      return (await call<CameraSummariesPage>('GET', `/v1/cameras/summaries?${params.toString()}`)).items;
    },
    enabled: siteIds.length > 0,
    refetchInterval: 60_000,
  });
