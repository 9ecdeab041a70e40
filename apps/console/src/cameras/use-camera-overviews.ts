import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Site } from '@vialog/contracts';
import { camerasQuery, mapPointsQuery, sitesQuery } from '../api/queries.ts';
import { useLive } from '../live/live-provider.tsx';
import { useNow } from '../live/use-now.ts';
import { figureOf } from './camera-figure.ts';
import { cameraStateOf } from './camera-state.ts';
import type { CameraOverview } from './camera-overview.ts';

/** All cameras with their state and figure, updated live. */
export function useCameraOverviews() {
  const cameras = useQuery(camerasQuery);
  const sites = useQuery(sitesQuery);
  const points = useQuery(mapPointsQuery);
  const live = useLive();
  const now = useNow();
  const overviews = useMemo(() => {
    const states = new Map(points.data?.map((point) => [point.cameraId, point.state]));
    return (cameras.data ?? []).map((camera): CameraOverview => {
      const health = live.health.get(camera.cameraId)?.state ?? states.get(camera.cameraId);
      return {
        camera,
        sites: (sites.data ?? []).filter((site) => camera.zones.some((zone) => zone.siteId === site.siteId)),
        state: cameraStateOf(camera.lifecycle, health),
        figure: figureOf(camera, live.counts, now),
      };
    });
  }, [cameras.data, sites.data, points.data, live, now]);
  return {
    overviews,
    sites: sites.data ?? noSites,
    pending: cameras.isPending,
    error: cameras.error,
    retry: () => void cameras.refetch(),
  };
}

const noSites: readonly Site[] = [];
