import { QueryClient, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  Alert,
  AlertRulesResponse,
  AttentionList,
  CameraHealth,
  CameraResponse,
  EventsPage,
  FlowDirection,
  HandCountsResponse,
  HealthChangesPage,
  Histogram,
  LedgerPage,
  Me,
  Measure,
  modelsResponse,
  SavedSearchesResponse,
  SetCountsResponse,
  SiteBalance,
  SitesPage,
  Suggestion,
  SuggestionsResponse,
  Trend,
  UnmeasuredList,
  versionsPage,
} from '@vialog/contracts';
import { ApiError, call, isTemporary } from './call.ts';

/** `networkMode: always`, because a local server is reachable while the browser reports that it is offline. */
export function createQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { networkMode: 'always', staleTime: 15_000, retry: shouldRetry },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}

/** Retries twice, and only temporary errors. */
const shouldRetry = (failures: number, error: unknown): boolean => failures < 2 && isTemporary(error);

interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

/** Reads all pages, 1000 items each. */
export async function readAll<Item>(path: string, query: Record<string, string> = {}): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | null = null;
  do {
    const next: Page<Item> = await call(
      'GET',
      `${path}?${params({ ...query, limit: '1000', cursor: cursor ?? undefined })}`,
    );
    items.push(...next.items);
    cursor = next.nextCursor;
  } while (cursor !== null);
  return items;
}

/** Query parameters of a URL; values that are not set are left out. */
export const params = (values: Record<string, string | undefined>): string =>
  new URLSearchParams(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined),
  ).toString();

/** The hand counts of a camera, newest first. */
export const handCountsQuery = (cameraId: string) =>
  queryOptions({
    queryKey: ['handCounts', cameraId],
    queryFn: () => call<HandCountsResponse>('GET', `/v1/cameras/${cameraId}/hand-counts`),
  });

export const siteBalanceQuery = (siteId: string) =>
  queryOptions({
    queryKey: ['site balance', siteId],
    queryFn: () => call<SiteBalance>('GET', `/v1/sites/${siteId}/balance`),
    refetchInterval: 60_000,
  });

/** Set counts that are listed. */
const setCountsShown = 10;

export const setCountsQuery = (siteId: string) =>
  queryOptions({
    queryKey: ['set counts', siteId],
    queryFn: () => call<SetCountsResponse>('GET', `/v1/sites/${siteId}/set-counts?limit=${setCountsShown}`),
  });

export const savedSearchesQuery = queryOptions({
  queryKey: ['saved searches'],
  queryFn: async () => (await call<SavedSearchesResponse>('GET', '/v1/saved-searches')).items,
});

/** The newest alerts, active and closed; a live message reads them again. */
export const alertsQuery = queryOptions({
  queryKey: ['alerts', 'newest'],
  queryFn: async () => (await call<Page<Alert>>('GET', '/v1/alerts?limit=200')).items,
});

export const alertRulesQuery = queryOptions({
  queryKey: ['alerts', 'rules'],
  queryFn: async () => (await call<AlertRulesResponse>('GET', '/v1/alert-rules')).items,
});

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: () => call<Me>('GET', '/v1/me'),
  staleTime: 60_000,
});

export const sitesQuery = queryOptions({
  queryKey: ['sites'],
  queryFn: () => readAll<SitesPage['items'][number]>('/v1/sites'),
});

/** An id of the wrong form belongs to no camera. */
const fetchCamera = (cameraId: string): Promise<CameraResponse> =>
  call<CameraResponse>('GET', `/v1/cameras/${cameraId}`).catch((error: unknown) => {
    const isWrongId = error instanceof ApiError && error.status === 400;
    throw isWrongId ? new ApiError(404, { code: 'CAMERA_NOT_FOUND' }) : error;
  });

export const cameraQuery = (cameraId: string) =>
  queryOptions({
    queryKey: ['camera', cameraId],
    queryFn: () => fetchCamera(cameraId),
  });

export const healthQuery = (cameraId: string) =>
  queryOptions({
    queryKey: ['camera', cameraId, 'health'],
    queryFn: () => call<CameraHealth>('GET', `/v1/cameras/${cameraId}/health`),
    refetchInterval: 30_000,
  });

/** `changedAt`: of the current health, so that a change is read at once. */
export const healthChangesQuery = (cameraId: string, changedAt: string | undefined) =>
  queryOptions({
    queryKey: ['camera', cameraId, 'health', 'changes', changedAt],
    queryFn: async () =>
      (await call<HealthChangesPage>('GET', `/v1/cameras/${cameraId}/health/changes?limit=20`)).items,
    refetchInterval: 30_000,
  });

export const attentionQuery = queryOptions({
  queryKey: ['attention'],
  queryFn: () => call<AttentionList>('GET', '/v1/cameras/attention?limit=20'),
  refetchInterval: 15_000,
});

export const versionsQuery = (cameraId: string) =>
  queryOptions({
    queryKey: ['camera', cameraId, 'versions'],
    queryFn: async () =>
      (await call<z.infer<typeof versionsPage>>('GET', `/v1/cameras/${cameraId}/versions`)).items,
  });

export type ModelSummary = z.infer<typeof modelsResponse>['items'][number];
export const modelsQuery = queryOptions({
  queryKey: ['models'],
  queryFn: async () => (await call<z.infer<typeof modelsResponse>>('GET', '/v1/models')).items,
  staleTime: 300_000,
});

/** A local day as a range of time. */
export interface Day {
  /** Epoch ms. */
  readonly from: number;
  readonly to: number;
}

const rangeOf = (day: Day) => ({
  from: new Date(day.from).toISOString(),
  to: new Date(day.to).toISOString(),
});

export const trendQuery = (
  of: { cameraId: string; zoneId: string; measure: Measure; direction: FlowDirection; timeZone: string },
  day: Day,
) =>
  queryOptions({
    queryKey: ['trend', of, day.from],
    queryFn: () =>
      call<Trend>(
        'GET',
        `/v1/trends?${params({ measure: of.measure, direction: of.direction, cameras: of.cameraId, zone: of.zoneId, interval: '15m', timeZone: of.timeZone, ...rangeOf(day) })}`,
      ),
    refetchInterval: 60_000,
  });

export const ledgerQuery = (cameraId: string, day: Day) =>
  queryOptions({
    queryKey: ['ledger', cameraId, day.from],
    queryFn: () => readAll<LedgerPage['items'][number]>('/v1/ledger', { cameras: cameraId, ...rangeOf(day) }),
    refetchInterval: 60_000,
  });

/** Names that begin with or contain a text, also as pinyin. */
export const namesQuery = (text: string, kinds: readonly Suggestion['kind'][]) =>
  queryOptions({
    queryKey: ['names', text, kinds],
    queryFn: async () => {
      const query = new URLSearchParams({ text: text.slice(0, 100), limit: '6' });
      for (const kind of kinds) query.append('kind', kind);
      return (await call<SuggestionsResponse>('GET', `/v1/suggestions?${query.toString()}`)).items;
    },
    staleTime: 60_000,
  });

export const episodesPath = (q: string, cursor?: string): string =>
  `/v1/episodes?${params({ q, limit: '50', cursor })}`;

export const unmeasuredQuery = (q: string) =>
  queryOptions({
    queryKey: ['unmeasured', q],
    queryFn: () => call<UnmeasuredList>('GET', `/v1/episodes/unmeasured?${params({ q, limit: '10' })}`),
  });

export const searchPage = (q: string, cursor: string | undefined): Promise<EventsPage> =>
  call<EventsPage>('GET', `/v1/events?${params({ q, limit: '50', cursor })}`);

export const histogramQuery = (q: string, interval: '1m' | '15m' | '1h' | '1d') =>
  queryOptions({
    queryKey: ['histogram', q, interval],
    queryFn: () => call<Histogram>('GET', `/v1/events/histogram?${params({ q, interval })}`),
  });
