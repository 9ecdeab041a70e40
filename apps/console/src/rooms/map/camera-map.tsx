import 'maplibre-gl/dist/maplibre-gl.css';
import '../../map/map-controls.css';
import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { Site } from '@vialog/contracts';
import type { CameraOverview } from '../../cameras/camera-overview.ts';
import { cameraStates } from '../../cameras/camera-state.ts';
import { StateMark } from '../../cameras/state-mark.tsx';
import { useWords } from '../../language/language.ts';
import type { CameraMapView } from '../../map/camera-map-view.ts';
import { formatMapPosition, parseMapPosition } from '../../map/map-position.ts';
import { createCameraMap, useFitCameras, useFollowSelection, useMapData } from '../../map/use-camera-map.ts';
import styles from './map-room.module.css';
import type { ChangeSearch, MapSearch } from './map-search.ts';

interface CameraMapProps {
  readonly overviews: readonly CameraOverview[];
  readonly sites: readonly Site[];
  readonly search: MapSearch;
  readonly change: ChangeSearch;
  /** Cameras the search found; the others are faded. Undefined: no search. */
  readonly found: ReadonlySet<string> | undefined;
}

/** The map. The list beside it gives the same information to keyboard and screen reader users. */
export function CameraMap({ overviews, sites, search, change, found }: CameraMapProps) {
  const { t } = useWords();
  const { container, map, unsupported } = useCameraMap(search, change);
  useMapData(map, overviews, sites, { selected: search.camera, found });
  useFitCameras(map, overviews, parseMapPosition(search.at) !== undefined);
  useFollowSelection(map, overviews, search.camera);
  useThemeOnMap(map);
  return (
    <div className={styles.map}>
      <div ref={container} className={styles.canvas} />
      {unsupported && <p className={styles.unsupported}>{t('map.unsupported')}</p>}
      <Legend overviews={overviews} />
    </div>
  );
}

function useCameraMap(search: MapSearch, change: ChangeSearch) {
  const { t } = useWords();
  const container = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<CameraMapView>();
  const [unsupported, setUnsupported] = useState(false);
  const latest = useRef({ search, change, t });
  useEffect(() => {
    latest.current = { search, change, t };
  });
  useEffect(() => {
    if (!container.current) return;
    const created = createCameraMap(
      container.current,
      latest.current.t,
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

function Legend({ overviews }: { overviews: readonly CameraOverview[] }) {
  const { t } = useWords();
  const states = cameraStates.filter((state) => overviews.some((overview) => overview.state === state));
  return (
    <ul className={styles.legend} aria-label={t('map.legend')}>
      {states.map((state) => (
        <li key={state}>
          <StateMark state={state} word />
        </li>
      ))}
    </ul>
  );
}
