import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { MapResponse, MapCluster, MapPoint } from '@vialog/contracts';
import { mapQuery, type MapView } from '../api/camera-list.ts';
import { figureOf } from '../cameras/camera-figure.ts';
import type { CameraFilter } from '../cameras/camera-filter.ts';
import { cameraStateOf, hasState } from '../cameras/camera-state.ts';
import { useLive } from '../live/live-provider.tsx';
import { useNow } from '../live/use-now.ts';
import type { CameraMapView } from './camera-map-view.ts';
import { boundsOf, type MapCamera } from './map-features.ts';
import { viewOf } from './map-view.ts';

/** What the map shows: single cameras with their figures, and clusters of the server. */
export interface CamerasInView {
  readonly cameras: readonly MapCamera[];
  readonly clusters: readonly MapCluster[];
}

/**
 * The cameras in the visible part of the map. The map is fitted to all cameras first, unless `positioned` says that it
 * already has a position.
 */
export function useCamerasInView(
  map: CameraMapView | undefined,
  filter: CameraFilter,
  positioned: boolean,
): CamerasInView {
  const isFitted = useFitCameras(map, filter, positioned);
  const view = useView(isFitted ? map : undefined);
  const { data } = useQuery({
    ...mapQuery(filter, view),
    enabled: view !== undefined,
    placeholderData: (before) => before,
  });
  return useFigures(data ?? nothing);
}

const nothing: MapResponse = { items: [], clusters: [], total: 0 };

function useFigures({ items, clusters }: MapResponse): CamerasInView {
  const { counts, health } = useLive();
  const now = useNow();
  return useMemo(() => {
    const withFigure = (camera: MapPoint): MapCamera => ({
      camera,
      state: hasState(camera)
        ? cameraStateOf(camera.lifecycle, health.get(camera.cameraId)?.state ?? camera.state)
        : 'counter',
      figure: figureOf(camera, counts, now),
    });
    return { cameras: items.map(withFigure), clusters };
  }, [items, clusters, counts, health, now]);
}

/** Fits the map once to the cameras that match; false until then. */
function useFitCameras(map: CameraMapView | undefined, filter: CameraFilter, positioned: boolean): boolean {
  const [fitted, setFitted] = useState(positioned);
  const { data } = useQuery({ ...mapQuery(filter), enabled: !fitted });
  useEffect(() => {
    if (!map || fitted || !data) return;
    const bounds = boundsOf(data);
    if (bounds)
      map.map.fitBounds(bounds, {
        padding: { top: 60, bottom: 70, left: 70, right: 70 },
        maxZoom: 15.5,
        animate: false,
      });
    setFitted(true);
  }, [map, fitted, data]);
  return fitted;
}

/** The view after each movement of the map. */
function useView(map: CameraMapView | undefined): MapView | undefined {
  const [view, setView] = useState<MapView>();
  const latest = useRef<string>(undefined);
  useEffect(() => {
    if (!map) return;
    const read = () => {
      const next = viewOf(map.bounds(), map.map.getZoom());
      if (latest.current === JSON.stringify(next)) return;
      latest.current = JSON.stringify(next);
      setView(next);
    };
    read();
    map.map.on('moveend', read);
    return () => void map.map.off('moveend', read);
  }, [map]);
  return view;
}
