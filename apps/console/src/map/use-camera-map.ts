import { useEffect, useMemo, useRef } from 'react';
import type { Site } from '@vialog/contracts';
import type { CameraOverview } from '../cameras/camera-overview.ts';
import type { Words } from '../language/language.ts';
import { CameraMapView } from './camera-map-view.ts';
import {
  boundsOf,
  cameraFeatures,
  fieldOfViewFeatures,
  siteFeatures,
  siteNameFeatures,
  type Emphasis,
} from './map-features.ts';
import { initialMapPosition, type MapPosition } from './map-position.ts';

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
  overviews: readonly CameraOverview[],
  sites: readonly Site[],
  { selected, found }: Emphasis,
): void {
  const cameras = useUnchanged(cameraFeatures(overviews, { selected, found }));
  const siteData = useMemo(
    () => ({ sites: siteFeatures(sites), siteNames: siteNameFeatures(sites) }),
    [sites],
  );
  // Fields of view change only with a new camera version.
  const versions = overviews.map(({ camera }) => `${camera.cameraId}@${camera.version}`).join();
  const fieldsOfView = useMemo(() => fieldOfViewFeatures(overviews), [versions]);
  useEffect(
    () => map?.setData({ cameras, fieldsOfView, ...siteData }),
    [map, cameras, siteData, fieldsOfView],
  );
}

/** Returns the same object while its content stays the same. */
function useUnchanged<Value>(value: Value): Value {
  const text = JSON.stringify(value);
  return useMemo(() => JSON.parse(text) as Value, [text]);
}

/** Fits the map to all cameras once they are loaded, unless `positioned` says that the map already has a position. */
export function useFitCameras(
  map: CameraMapView | undefined,
  overviews: readonly CameraOverview[],
  positioned = false,
): void {
  const fitted = useRef(positioned);
  useEffect(() => {
    const bounds = boundsOf(overviews);
    if (!map || fitted.current || !bounds) return;
    fitted.current = true;
    map.map.fitBounds(bounds, {
      padding: { top: 60, bottom: 70, left: 70, right: 70 },
      maxZoom: 15.5,
      animate: false,
    });
  }, [map, overviews]);
}

/** Moves the map to the selected camera when it is outside the visible area. */
export function useFollowSelection(
  map: CameraMapView | undefined,
  overviews: readonly CameraOverview[],
  cameraId: string | undefined,
): void {
  const [lon, lat] = overviews.find(({ camera }) => camera.cameraId === cameraId)?.camera.position ?? [];
  useEffect(() => {
    if (!map || lon === undefined || lat === undefined || map.map.getBounds().contains([lon, lat])) return;
    map.map.easeTo({ center: [lon, lat], zoom: Math.max(13, map.map.getZoom()) });
  }, [map, lon, lat]);
}
