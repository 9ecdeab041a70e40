import 'maplibre-gl/dist/maplibre-gl.css';
import '../../map/map-controls.css';
import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Site } from '@vialog/contracts';
import { counterShape, type CameraState } from '../../cameras/camera-state.ts';
import { StateMark } from '../../cameras/state-mark.tsx';
import { useCameraFacets, useCamerasById } from '../../cameras/use-camera-list.ts';
import { useWords } from '../../language/language.ts';
import type { CameraMapView } from '../../map/camera-map-view.ts';
import type { MapCamera } from '../../map/map-features.ts';
import { formatMapPosition, parseMapPosition } from '../../map/map-position.ts';
import { useCamerasInView } from '../../map/use-cameras-in-view.ts';
import { createCameraMap, useFitResults, useFollowSelection, useMapData } from '../../map/use-camera-map.ts';
import { DrawTools } from './draw-tools.tsx';
import { peakText } from './episode-text.ts';
import styles from './map-room.module.css';
import { filterOf, type ChangeSearch, type MapSearch } from './map-search.ts';
import { SearchedStrip } from './searched-strip.tsx';
import { usePlayback, type Playback } from './use-playback.ts';
import type { FoundCameras, SearchResults } from './use-search-results.ts';

interface CameraMapProps {
  readonly sites: readonly Site[];
  readonly search: MapSearch;
  readonly change: ChangeSearch;
  /** What the search found; the other cameras are faded. */
  readonly results: SearchResults;
}

/** The map. The list beside it gives the same information to keyboard and screen reader users. */
export function CameraMap({ sites, search, change, results }: CameraMapProps) {
  const { t } = useWords();
  const found = results.cameras;
  const { container, map, unsupported } = useCameraMap(search, change);
  const filter = filterOf(search);
  const shown = useCamerasInView(map, filter, parseMapPosition(search.at) !== undefined);
  const { states } = useCameraFacets(filter);
  const selected = useCamerasById(search.camera === undefined ? [] : [search.camera]);
  const playback = usePlayback(search.q, results);
  useMapData(map, shown, sites, { selected: search.camera, ...useShownFigures(found, playback) });
  useFitResults(map, search.q, useFoundPositions(found));
  useFollowSelection(map, selected.get(search.camera ?? '')?.position);
  useThemeOnMap(map);
  return (
    <div className={styles.map}>
      <div ref={container} className={styles.canvas} />
      <div className={styles.top}>
        {map && <DrawTools map={map} q={search.q} change={change} />}
        {search.q !== undefined && <SearchedStrip page={results.data?.pages[0]} playback={playback} />}
      </div>
      {unsupported && <p className={styles.unsupported}>{t('map.unsupported')}</p>}
      <Legend
        states={[...states.keys()]}
        hasCounters={shown.cameras.some(({ state }) => state === 'counter')}
        hasLines={shown.cameras.some(isOfLines)}
        hasFieldsOfView={shown.cameras.some(({ camera }) => camera.heading !== undefined)}
      />
    </div>
  );
}

/** The peak of the best episode of each camera. */
function useFoundFigures(found: FoundCameras | undefined): ReadonlyMap<string, string> | undefined {
  const { tag } = useWords();
  return useMemo(
    () => found && new Map([...found].map(([id, episode]) => [id, peakText(episode, tag) ?? '–'])),
    [found, tag],
  );
}

/** The figures of the moment that is played, else the peaks. */
function useShownFigures(found: FoundCameras | undefined, { frame }: Playback) {
  const peaks = useFoundFigures(found);
  return frame ? { found: frame.figures, faded: frame.faded } : { found: peaks };
}

/** Undefined until the positions of all cameras that were found are known. */
function useFoundPositions(found: FoundCameras | undefined) {
  const ids = useMemo(() => [...(found?.keys() ?? [])], [found]);
  const cameras = useCamerasById(ids);
  return useMemo(() => {
    const positions = ids.map((id) => cameras.get(id)?.position).filter((position) => position !== undefined);
    return found && ids.length === positions.length ? positions : undefined;
  }, [found, ids, cameras]);
}

function useCameraMap(search: MapSearch, change: ChangeSearch) {
  const words = useWords();
  const container = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<CameraMapView>();
  const [unsupported, setUnsupported] = useState(false);
  const latest = useRef({ search, change, words });
  useEffect(() => {
    latest.current = { search, change, words };
  });
  useEffect(() => {
    if (!container.current) return;
    const created = createCameraMap(
      container.current,
      latest.current.words,
      parseMapPosition(latest.current.search.at),
    );
    if (!created) return setUnsupported(true);
    created.listen({
      onSelect: (cameraId) => latest.current.change({ camera: cameraId }),
      onMove: (position) => latest.current.change({ at: formatMapPosition(position) }),
    });
    setMap(created);
    return () => {
      setMap(undefined);
      created.remove();
    };
  }, []);
  return { container, map, unsupported };
}

function useThemeOnMap(map: CameraMapView | undefined): void {
  const scheme = useComputedColorScheme('light');
  const drawn = useRef(scheme);
  useEffect(() => {
    if (!map || drawn.current === scheme) return;
    drawn.current = scheme;
    map.applyTheme();
  }, [map, scheme]);
}

const isOfLines = ({ figure }: MapCamera): boolean => figure.unit === 'crossings';

interface LegendProps {
  readonly states: readonly CameraState[];
  readonly hasCounters: boolean;
  readonly hasLines: boolean;
  readonly hasFieldsOfView: boolean;
}

function Legend({ states, hasCounters, hasLines, hasFieldsOfView }: LegendProps) {
  const { t } = useWords();
  return (
    <ul className={styles.legend} aria-label={t('map.legend')}>
      {states.map((state) => (
        <li key={state}>
          <StateMark state={state} word />
        </li>
      ))}
      {hasCounters && (
        <li className={styles.counter}>
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d={counterShape} />
          </svg>
          {t('map.legendCounter')}
        </li>
      )}
      {hasFieldsOfView && (
        <li className={styles.fieldOfView}>
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d="M8 15 1.5 3.5a13 13 0 0 1 13 0Z" />
          </svg>
          {t('map.legendFieldOfView')}
        </li>
      )}
      {hasLines && <li>{t('map.legendCrossings')}</li>}
    </ul>
  );
}
