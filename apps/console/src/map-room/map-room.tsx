import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { useWords } from '../language/language.ts';
import { Trouble, Waiting } from '../shell/notices.tsx';
import { CameraMap } from './camera-map.tsx';
import { CameraPanel } from './camera-panel.tsx';
import styles from './map-room.module.css';
import type { MapSearch } from './map-search.ts';
import { ResultPanel } from './result-panel.tsx';
import { useFound } from './use-found.ts';
import { filterPlaces } from './place.ts';
import { usePlaces } from './use-places.ts';

export type ChangeSearch = (change: MapSearch) => void;

/** The map and the list beside it: one set of places, one set of filters, one selection. */
export function MapRoom() {
  const { t } = useWords();
  const search = useSearch({ from: '/' });
  const change = useChangeSearch();
  const { places, sites, pending, error, retry } = usePlaces();
  const found = useFound(search.q);
  const shown = useMemo(() => filterPlaces(places, search), [places, search]);
  if (pending) return <Waiting />;
  if (error && places.length === 0) return <Trouble error={error} onRetry={retry} />;
  return (
    <div className={styles.room}>
      <h1 className="visually-hidden">{t('shell.map')}</h1>
      <CameraMap places={shown} sites={sites} search={search} change={change} found={found.cameraIds} />
      {search.q ? (
        <ResultPanel q={search.q} found={found} places={places} search={search} change={change} />
      ) : (
        <CameraPanel all={places} shown={shown} search={search} change={change} />
      )}
    </div>
  );
}

function useChangeSearch(): ChangeSearch {
  const navigate = useNavigate({ from: '/' });
  return useCallback(
    (change) => void navigate({ to: '/', search: (before) => ({ ...before, ...change }), replace: true }),
    [navigate],
  );
}
