import { useEffect, useMemo, useRef } from 'react';
import type { Site } from '@vialog/contracts';
import type { Words } from '../language/language.ts';
import { CameraMapView } from './camera-map-view.ts';
import {
  cameraFeatures,
  clusterFeatures,
  fieldOfViewFeatures,
  siteFeatures,
  siteNameFeatures,
  type Emphasis,
} from './map-features.ts';
import { initialMapPosition, type MapPosition } from './map-position.ts';
import type { CamerasInView } from './use-cameras-in-view.ts';

/** Creates the map with controls in the reader's language; undefined where the browser has no WebGL. */
export function createCameraMap(
  container: HTMLElement,
  { t, language }: Pick<Words, 't' | 'language'>,
  position: MapPosition = initialMapPosition,
): CameraMapView | undefined {
  try {
    return new CameraMapView(container, position, { controls: controlLabels(t), language });
  } catch {
    return undefined;
  }
}

const controlLabels = (t: Words['t']): Record<string, string> => ({
  'Map.Title': t('map.map'),
  'NavigationControl.ZoomIn': t('map.zoomIn'),
  'NavigationControl.ZoomOut': t('map.zoomOut'),
  'ScaleControl.Meters': t('map.metres'),
  'ScaleControl.Kilometers': t('map.kilometres'),
});

/** Draws cameras and sites on the map, and again only when their markers change: ages change every second. */
export function useMapData(
  map: CameraMapView | undefined,
  shown: CamerasInView,
  sites: readonly Site[],
  emphasis: Emphasis,
): void {
  const cameras = useUnchanged(cameraFeatures(shown.cameras, emphasis));
  const clusters = useMemo(() => clusterFeatures(shown.clusters), [shown.clusters]);
  const siteData = useMemo(
    () => ({ sites: siteFeatures(sites), siteNames: siteNameFeatures(sites) }),
    [sites],
  );
  const fieldsOfView = useUnchanged(fieldOfViewFeatures(shown.cameras));
  useEffect(
    () => map?.setData({ cameras, clusters, fieldsOfView, ...siteData }),
    [map, cameras, clusters, siteData, fieldsOfView],
  );
}

/** Returns the same object while its content stays the same. */
function useUnchanged<Value>(value: Value): Value {
  const text = JSON.stringify(value);
  return useMemo(() => JSON.parse(text) as Value, [text]);
}

/**
 * Moves the map to the selected camera when it is outside the visible area.
 * @param position undefined: no camera is selected, or its position is not known yet
 */
export function useFollowSelection(
  map: CameraMapView | undefined,
  position: readonly [number, number] | undefined,
): void {
  const [lon, lat] = position ?? [];
  useEffect(() => {
    if (!map || lon === undefined || lat === undefined || map.map.getBounds().contains([lon, lat])) return;
    map.map.easeTo({ center: [lon, lat], zoom: Math.max(13, map.map.getZoom()) });
  }, [map, lon, lat]);
}

/**
 * Moves the map once to the results of a search, when they are not all visible.
 * @param search identifies the search
 * @param positions undefined while the results or their positions are loaded
 */
export function useFitResults(
  map: CameraMapView | undefined,
  search: string | undefined,
  positions: readonly (readonly [number, number])[] | undefined,
): void {
  const fitted = useRef<string>(undefined);
  useEffect(() => {
    if (search === undefined) fitted.current = undefined;
    if (!map || search === undefined || !positions || fitted.current === search) return;
    fitted.current = search;
    if (positions.length === 0 || positions.every(([lon, lat]) => map.map.getBounds().contains([lon, lat])))
      return;
    const lons = positions.map(([lon]) => lon);
    const lats = positions.map(([, lat]) => lat);
    map.map.fitBounds([Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)], {
      padding: 80,
      maxZoom: 15.5,
    });
  }, [map, search, positions]);
}
