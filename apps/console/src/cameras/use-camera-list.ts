import { useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { CameraSort, CameraSummary, Facets, Site } from '@vialog/contracts';
import { cameraFacetsQuery, cameraPageQuery, pageSize, summariesQuery } from '../api/camera-list.ts';
import { sitesQuery } from '../api/queries.ts';
import { useLive } from '../live/live-provider.tsx';
import { useNow } from '../live/use-now.ts';
import { stateCountsOf, type CameraFilter } from './camera-filter.ts';
import { figureOf } from './camera-figure.ts';
import { cameraStateOf } from './camera-state.ts';
import type { CameraOverview } from './camera-overview.ts';

/** Cameras of the list at the given indices; the server sorts and pages them. */
export function useCameraList(filter: CameraFilter, sort: CameraSort, indices: readonly number[]) {
  const wanted = [...new Set([0, ...indices.map((index) => Math.floor(index / pageSize))])];
  const first = useQuery({ ...cameraPageQuery(filter, sort, 0), placeholderData: (before) => before });
  const pages = useQueries({ queries: wanted.map((page) => cameraPageQuery(filter, sort, page)) });
  const loaded = new Map(wanted.map((page, i) => [page, pages[i]?.data?.items]));
  if (first.data && loaded.get(0) === undefined) loaded.set(0, first.data.items);
  return {
    /** Undefined while its page is loaded. */
    at: (index: number) => loaded.get(Math.floor(index / pageSize))?.[index % pageSize],
    /** Cameras that match the filter. */
    total: first.data?.total ?? 0,
    isPending: first.isPending,
    error: first.error,
    retry: () => void first.refetch(),
  };
}

export type CameraList = ReturnType<typeof useCameraList>;

/** Cameras by state and facet; the other conditions of the filter apply. */
export function useCameraFacets(filter: CameraFilter) {
  const { data } = useQuery({ ...cameraFacetsQuery(filter), placeholderData: (before) => before });
  const facets = data?.facets ?? noFacets;
  return { facets, states: useMemo(() => stateCountsOf(facets), [facets]), total: data?.total };
}

/** A camera with its sites, state and figure, updated live. */
export function useOverview(camera: CameraSummary): CameraOverview {
  const { counts, health } = useLive();
  const { data: sites = noSites } = useQuery(sitesQuery);
  const now = useNow();
  return {
    camera,
    sites: sites.filter((site) => camera.siteIds.includes(site.siteId)),
    state: cameraStateOf(camera.lifecycle, health.get(camera.cameraId)?.state ?? camera.health.state),
    figure: figureOf(camera, counts, now),
  };
}

/** Cameras by id. Cameras that are still being loaded are missing. */
export function useCamerasById(cameraIds: readonly string[]): ReadonlyMap<string, CameraSummary> {
  const { data } = useQuery({ ...summariesQuery(cameraIds), placeholderData: (before) => before });
  return useMemo(() => new Map((data ?? noCameras).map((camera) => [camera.cameraId, camera])), [data]);
}

const noCameras: readonly CameraSummary[] = [];
const noSites: readonly Site[] = [];
const noFacets: Facets = {};
