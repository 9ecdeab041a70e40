import 'maplibre-gl/dist/maplibre-gl.css';
import '../map-room/map-controls.css';
import { Marker } from 'maplibre-gl';
import { useEffect, useRef, useState } from 'react';
import { useWords } from '../language/language.ts';
import { mapWords, useFitAndFollow, useMapData } from '../map-room/camera-map.tsx';
import type { MapSearch } from '../map-room/map-search.ts';
import { PlaceMap } from '../map-room/map-view.ts';
import { filterPlaces } from '../map-room/place.ts';
import { usePlaces } from '../map-room/use-places.ts';
import styles from './add-camera.module.css';

interface PositionMapProps {
  readonly lon: number | undefined;
  readonly lat: number | undefined;
  readonly onPick: (lon: number, lat: number) => void;
}

const nothingAsked: MapSearch = {};
const nothingChosen = { selected: undefined, found: undefined };

/**
 * A click gives the position; the number fields beside it do the same without a mouse. Without streets, the cameras
 * that are there already are what a new one is placed by.
 */
export function PositionMap({ lon, lat, onPick }: PositionMapProps) {
  const { t } = useWords();
  const { places, sites } = usePlaces();
  const { container, map } = usePickMap(onPick);
  const shown = filterPlaces(places, nothingAsked);
  useMapData(map, shown, sites, nothingChosen);
  useFitAndFollow(map, shown, nothingAsked);
  useEffect(() => {
    if (!map || lon === undefined || lat === undefined || Math.abs(lat) > 90) return;
    const marker = new Marker({ color: '#0d5c63' }).setLngLat([lon, lat]).addTo(map.map);
    if (!map.map.getBounds().contains([lon, lat])) map.map.easeTo({ center: [lon, lat] });
    return () => void marker.remove();
  }, [map, lon, lat]);
  return <section ref={container} className={styles.map} aria-label={t('add.map')} />;
}

function usePickMap(onPick: PositionMapProps['onPick']) {
  const container = useRef<HTMLElement>(null);
  const [map, setMap] = useState<PlaceMap>();
  const { t } = useWords();
  const latest = useRef({ onPick, t });
  useEffect(() => {
    latest.current = { onPick, t };
  });
  useEffect(() => {
    const made = container.current && tryMap(container.current, mapWords(latest.current.t));
    if (!made) return;
    made.map.on('click', ({ lngLat }) =>
      latest.current.onPick(sixDecimals(lngLat.lng), sixDecimals(lngLat.lat)),
    );
    setMap(made);
    return () => {
      setMap(undefined);
      made.remove();
    };
  }, []);
  return { container, map };
}

function tryMap(container: HTMLElement, words: Record<string, string>): PlaceMap | undefined {
  try {
    return new PlaceMap(container, { lon: 105, lat: 32, zoom: 2.2 }, words);
  } catch {
    return undefined;
  }
}

const sixDecimals = (value: number): number => Math.round(value * 1e6) / 1e6;
