import { useEffect, useMemo } from 'react';
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
  t: Words['t'],
  position: MapPosition = initialMapPosition,
): CameraMapView | undefined {
  try {
    return new CameraMapView(container, position, controlLabels(t));
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
  { selected, found }: Emphasis,
): void {
  const cameras = useUnchanged(cameraFeatures(shown.cameras, { selected, found }));
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
