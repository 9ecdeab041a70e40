import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Camera, Site } from '@vialog/contracts';
import { camerasQuery, mapPointsQuery, sitesQuery } from '../api/queries.ts';
import { useLive } from '../live/live-provider.tsx';
import { useNow } from '../live/use-now.ts';
import { figureOf, type Figure } from '../state/camera-figure.ts';
import { cameraStateOf, matchesText, type CameraState } from '../state/camera-state.ts';
import { statesOf, type MapSearch } from './map-search.ts';

/** One line of the list and one mark on the map. */
export interface Place {
  readonly camera: Camera;
  readonly sites: readonly Site[];
  readonly state: CameraState;
  readonly figure: Figure;
}

/** Every camera with its state and number, live. Retired cameras stay out of the way unless asked for. */
export function usePlaces() {
  const cameras = useQuery(camerasQuery);
  const sites = useQuery(sitesQuery);
  const points = useQuery(mapPointsQuery);
  const live = useLive();
  const now = useNow();
  const places = useMemo(() => {
    const states = new Map(points.data?.map((point) => [point.cameraId, point.state]));
    return (cameras.data ?? []).map((camera): Place => {
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
    places,
    sites: sites.data ?? noSites,
    pending: cameras.isPending,
    error: cameras.error,
    retry: () => void cameras.refetch(),
  };
}

const noSites: readonly Site[] = [];

export function filterPlaces(
  places: readonly Place[],
  search: Pick<MapSearch, 'text' | 'state'>,
): readonly Place[] {
  const states = statesOf(search.state);
  return places.filter((place) => {
    const wanted = states.length === 0 ? place.state !== 'retired' : states.includes(place.state);
    return (
      wanted &&
      matchesText(
        place.camera,
        place.sites.map((site) => site.name),
        search.text ?? '',
      )
    );
  });
}

export function countByState(places: readonly Place[]): ReadonlyMap<CameraState, number> {
  const counts = new Map<CameraState, number>();
  for (const { state } of places) counts.set(state, (counts.get(state) ?? 0) + 1);
  return counts;
}
