import { queryOptions } from '@tanstack/react-query';
import type { CameraSort, CameraSummariesPage, CameraSummary, MapResponse } from '@vialog/contracts';
import { filterParams, listFacets, type CameraFilter } from '../cameras/camera-filter.ts';
import { call } from './call.ts';

/** Cameras per page of the list. */
export const pageSize = 100;
/** Ids in one request. */
const maxIds = 100;

const read = <Reply>(path: string, pairs: readonly (readonly [string, string])[]): Promise<Reply> =>
  call<Reply>(
    'GET',
    `${path}?${new URLSearchParams(pairs.map(([name, value]) => [name, value])).toString()}`,
  );

const summaries = (pairs: readonly (readonly [string, string])[]): Promise<CameraSummariesPage> =>
  read<CameraSummariesPage>('/v1/cameras/summaries', pairs);

/** One page of the list of cameras; pages are numbered from 0. */
export const cameraPageQuery = (filter: CameraFilter, sort: CameraSort, page: number) =>
  queryOptions({
    queryKey: ['cameras', 'list', filter, sort, page],
    queryFn: () =>
      summaries([
        ...filterParams(filter),
        ['sort', sort],
        ['limit', String(pageSize)],
        ['offset', String(page * pageSize)],
      ]),
    refetchInterval: 60_000,
  });

/** Number of cameras by state and by the other facets, for a filter without states. */
export const cameraFacetsQuery = (filter: CameraFilter) =>
  queryOptions({
    queryKey: ['cameras', 'facets', filter],
    queryFn: () => {
      const withoutStates = filterParams({ ...filter, state: undefined }).filter(
        ([name]) => name !== 'lifecycle',
      );
      const facets = ['state', 'lifecycle', ...listFacets].map((facet) => ['facet', facet] as const);
      return summaries([...withoutStates, ...facets, ['limit', '1']]);
    },
    refetchInterval: 60_000,
  });

/** Cameras by id, in any order; ids that are not registered are left out. */
export async function readSummaries(cameraIds: readonly string[]): Promise<CameraSummary[]> {
  const batches = Array.from({ length: Math.ceil(cameraIds.length / maxIds) }, (_, i) =>
    cameraIds.slice(i * maxIds, (i + 1) * maxIds),
  );
  const pages = await Promise.all(
    batches.map((ids) => summaries([...ids.map((id) => ['id', id] as const), ['limit', String(maxIds)]])),
  );
  return pages.flatMap((page) => page.items);
}

export const summariesQuery = (cameraIds: readonly string[]) =>
  queryOptions({
    queryKey: ['cameras', 'byId', ...[...cameraIds].sort()],
    queryFn: () => readSummaries(cameraIds),
    enabled: cameraIds.length > 0,
  });

/** A part of the map: `west,south,east,north` in degrees, and the zoom that clusters are made for. */
export interface MapView {
  readonly bbox: string;
  readonly zoom: number;
}

/** The cameras in a part of the map, or of the whole world. */
export const mapQuery = (filter: CameraFilter, view?: MapView) =>
  queryOptions({
    queryKey: ['cameras', 'map', filter, view],
    queryFn: () =>
      read<MapResponse>('/v1/cameras/map', [
        ...filterParams(filter),
        ...(view ? [['bbox', view.bbox] as const] : []),
        ['zoom', String(view?.zoom ?? 0)],
      ]),
    refetchInterval: 60_000,
  });
