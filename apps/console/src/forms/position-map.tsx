import 'maplibre-gl/dist/maplibre-gl.css';
import '../map/map-controls.css';
import { Marker } from 'maplibre-gl';
import { useEffect, useRef, useState } from 'react';
import type { Site } from '@vialog/contracts';
import { useQuery } from '@tanstack/react-query';
import { sitesQuery } from '../api/queries.ts';
import { useWords } from '../language/language.ts';
import type { CameraMapView } from '../map/camera-map-view.ts';
import { useCamerasInView } from '../map/use-cameras-in-view.ts';
import { createCameraMap, useMapData } from '../map/use-camera-map.ts';
import type { CameraForm } from './camera-form.ts';
import styles from './camera-form.module.css';
import { ConeMarker } from './cone-marker.ts';
import { numberText, parseNumber } from './number-text.ts';

type PlaceFields = Pick<CameraForm, 'lat' | 'lon'> & Partial<Pick<CameraForm, 'heading' | 'fieldOfView'>>;

interface PositionMapProps {
  /** With `heading` and `fieldOfView`, the map shows the view as a cone that can be dragged. */
  readonly form: PlaceFields;
  readonly change: (fields: Partial<PlaceFields>) => void;
}
interface PickedPosition {
  readonly lon: number | undefined;
  readonly lat: number | undefined;
  readonly onPick: (lon: number, lat: number) => void;
}

const noSites: readonly Site[] = [];
const noFilter = {};
const noEmphasis = { selected: undefined, found: undefined };

/**
 * A map on which a click sets the position; the number fields do the same. It shows the existing cameras, and starts at
 * the position if there is one.
 */
export function PositionMap({ form, change }: PositionMapProps) {
  const { t } = useWords();
  const [lon, lat] = [parseNumber(form.lon), parseNumber(form.lat)];
  const onPick = (x: number, y: number) => change({ lon: String(x), lat: String(y) });
  const { data: sites = noSites } = useQuery(sitesQuery);
  const { container, map } = usePositionMap({ lon, lat, onPick });
  const [positioned] = useState(lon !== undefined && lat !== undefined);
  useMapData(map, useCamerasInView(map, noFilter, positioned), sites, noEmphasis);
  useEffect(() => {
    if (!map || lon === undefined || lat === undefined || !isOnEarth(lon, lat)) return;
    const marker = new Marker({ color: '#0d5c63' }).setLngLat([lon, lat]).addTo(map.map);
    if (!map.map.getBounds().contains([lon, lat])) map.map.easeTo({ center: [lon, lat] });
    return () => void marker.remove();
  }, [map, lon, lat]);
  useCone(map, form, change);
  return <section ref={container} className={styles.map} aria-label={t('add.map')} />;
}

function useCone(map: CameraMapView | undefined, form: PlaceFields, change: PositionMapProps['change']) {
  const latest = useRef(change);
  const cone = useRef<ConeMarker>(undefined);
  useEffect(() => {
    latest.current = change;
  });
  useEffect(() => {
    cone.current = new ConeMarker(({ heading, fieldOfView }) =>
      latest.current({ heading: numberText(heading), fieldOfView: numberText(fieldOfView) }),
    );
    return () => cone.current?.remove();
  }, [map]);
  const { lat = '', lon = '', heading, fieldOfView } = form;
  useEffect(() => {
    const [x, y] = [parseNumber(lon), parseNumber(lat)];
    if (!map || heading === undefined || x === undefined || y === undefined || !isOnEarth(x, y))
      return cone.current?.remove();
    const view = { heading: parseNumber(heading), fieldOfView: parseNumber(fieldOfView ?? '') };
    cone.current?.show(map.map, [x, y], view);
  }, [map, lat, lon, heading, fieldOfView]);
}

function usePositionMap({ lon, lat, onPick }: PickedPosition) {
  const container = useRef<HTMLElement>(null);
  const [map, setMap] = useState<CameraMapView>();
  const words = useWords();
  const start =
    lon === undefined || lat === undefined || !isOnEarth(lon, lat) ? undefined : { lon, lat, zoom: 15.5 };
  const latest = useRef({ onPick, words, start });
  useEffect(() => {
    latest.current = { onPick, words, start };
  });
  useEffect(() => {
    if (!container.current) return;
    const created = createCameraMap(container.current, latest.current.words, latest.current.start);
    if (!created) return;
    created.map.on('click', ({ lngLat }) =>
      latest.current.onPick(roundDegrees(lngLat.wrap().lng), roundDegrees(lngLat.lat)),
    );
    setMap(created);
    return () => {
      setMap(undefined);
      created.remove();
    };
  }, []);
  return { container, map };
}

/** The map throws for a latitude beyond 90, and would show a longitude beyond 180 somewhere else. */
const isOnEarth = (lon: number, lat: number): boolean => Math.abs(lat) <= 90 && Math.abs(lon) <= 180;

/** Six decimals are about 0.1 m. */
const roundDegrees = (value: number): number => Math.round(value * 1e6) / 1e6;
