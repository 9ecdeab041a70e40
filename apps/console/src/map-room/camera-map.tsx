import 'maplibre-gl/dist/maplibre-gl.css';
import './map-controls.css';
import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Site } from '@vialog/contracts';
import { useWords } from '../language/language.ts';
import { cameraStates } from '../state/camera-state.ts';
import { StateMark } from '../state/state-mark.tsx';
import {
  boundsOf,
  placeFeatures,
  siteFeatures,
  siteNameFeatures,
  viewFeatures,
  type Emphasis,
} from './map-features.ts';
import styles from './map-room.module.css';
import type { ChangeSearch } from './map-room.tsx';
import { viewOf, viewText, type MapSearch } from './map-search.ts';
import { PlaceMap } from './map-view.ts';
import type { Place } from './place.ts';

interface CameraMapProps {
  readonly places: readonly Place[];
  readonly sites: readonly Site[];
  readonly search: MapSearch;
  readonly change: ChangeSearch;
  /** Cameras the search found; the others step back. Undefined: no search. */
  readonly found: ReadonlySet<string> | undefined;
}

/** The map; the list beside it says the same to keyboards and screen readers. */
export function CameraMap({ places, sites, search, change, found }: CameraMapProps) {
  const { t } = useWords();
  const { container, map, broken } = usePlaceMap(search, change);
  useMapData(map, places, sites, { selected: search.camera, found });
  useFitAndFollow(map, places, search);
  useThemeOnMap(map);
  return (
    <div className={styles.map}>
      <div ref={container} className={styles.canvas} />
      {broken && <p className={styles.broken}>{t('map.broken')}</p>}
      <Legend places={places} />
    </div>
  );
}

function usePlaceMap(search: MapSearch, change: ChangeSearch) {
  const { t } = useWords();
  const container = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<PlaceMap>();
  const [broken, setBroken] = useState(false);
  const latest = useRef({ search, change, t });
  useEffect(() => {
    latest.current = { search, change, t };
  });
  useEffect(() => {
    if (!container.current) return;
    const made = makeMap(container.current, latest.current);
    if (!made) return setBroken(true);
    made.listen({
      onSelect: (cameraId) => latest.current.change({ camera: cameraId }),
      onMove: (view) => latest.current.change({ at: viewText(view) }),
    });
    setMap(made);
    return () => {
      setMap(undefined);
      made.remove();
    };
  }, []);
  return { container, map, broken };
}

/** What MapLibre says, in the reader's language. */
export const mapWords = (t: ReturnType<typeof useWords>['t']): Record<string, string> => ({
  'Map.Title': t('map.map'),
  'NavigationControl.ZoomIn': t('map.zoomIn'),
  'NavigationControl.ZoomOut': t('map.zoomOut'),
  'ScaleControl.Meters': t('map.metres'),
  'ScaleControl.Kilometers': t('map.kilometres'),
});

/** Undefined where the browser has no WebGL: the list still works. */
function makeMap(
  container: HTMLElement,
  { search, t }: { search: MapSearch; t: ReturnType<typeof useWords>['t'] },
): PlaceMap | undefined {
  try {
    return new PlaceMap(container, viewOf(search.at) ?? { lon: 105, lat: 32, zoom: 2.2 }, mapWords(t));
  } catch {
    return undefined;
  }
}

/** Cameras and sites on a map; they change when what they look like does, not with every second. */
export function useMapData(
  map: PlaceMap | undefined,
  places: readonly Place[],
  sites: readonly Site[],
  { selected, found }: Emphasis,
): void {
  const features = useUnchanged(placeFeatures(places, { selected, found }));
  const sitesShown = useMemo(
    () => ({ sites: siteFeatures(sites), siteNames: siteNameFeatures(sites) }),
    [sites],
  );
  // Directions change with the registry only, not with every number.
  const cameras = places.map((place) => `${place.camera.cameraId}@${place.camera.version}`).join();
  const views = useMemo(() => viewFeatures(places), [cameras]);
  useEffect(
    () => map?.setData({ places: features, ...sitesShown, views }),
    [map, features, sitesShown, views],
  );
}

/** The same object as long as the content is the same: ages change every second, marks seldom. */
function useUnchanged<Value>(value: Value): Value {
  const text = JSON.stringify(value);
  return useMemo(() => JSON.parse(text) as Value, [text]);
}

/** Shows everything at first, and goes where the selection is when it is out of sight. */
export function useFitAndFollow(
  map: PlaceMap | undefined,
  places: readonly Place[],
  search: MapSearch,
): void {
  const fitted = useRef(viewOf(search.at) !== undefined);
  useEffect(() => {
    const bounds = boundsOf(places);
    if (!map || fitted.current || !bounds) return;
    fitted.current = true;
    map.map.fitBounds(bounds, {
      padding: { top: 60, bottom: 70, left: 70, right: 70 },
      maxZoom: 15.5,
      animate: false,
    });
  }, [map, places]);

  const position = places.find((place) => place.camera.cameraId === search.camera)?.camera.position;
  const [lon, lat] = position ?? [];
  useEffect(() => {
    if (!map || lon === undefined || lat === undefined || map.map.getBounds().contains([lon, lat])) return;
    map.map.easeTo({ center: [lon, lat], zoom: Math.max(13, map.map.getZoom()) });
  }, [map, lon, lat]);
}

function useThemeOnMap(map: PlaceMap | undefined): void {
  const scheme = useComputedColorScheme('light');
  const drawn = useRef(scheme);
  useEffect(() => {
    if (!map || drawn.current === scheme) return;
    drawn.current = scheme;
    map.restyle();
  }, [map, scheme]);
}

function Legend({ places }: { places: readonly Place[] }) {
  const { t } = useWords();
  const present = cameraStates.filter((state) => places.some((place) => place.state === state));
  return (
    <ul className={styles.legend} aria-label={t('map.legend')}>
      {present.map((state) => (
        <li key={state}>
          <StateMark state={state} word />
        </li>
      ))}
    </ul>
  );
}
