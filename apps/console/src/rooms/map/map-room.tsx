import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useCallback } from 'react';
import { sitesQuery } from '../../api/queries.ts';
import { useWords } from '../../language/language.ts';
import { CameraPanel } from './camera-panel.tsx';
import { usePageTitle } from '../../shell/page-title.ts';
import styles from './map-room.module.css';
import type { ChangeSearch } from './map-search.ts';
import { ResultPanel } from './result-panel.tsx';
import { useSearchResults } from './use-search-results.ts';

/** The list is shown before the map library (about 300 kB compressed) has arrived. */
const CameraMap = lazy(() => import('./camera-map.tsx').then((room) => ({ default: room.CameraMap })));

/** The map and the list beside it, with the same filter and selection. */
export function MapRoom() {
  const { t, tag } = useWords();
  const search = useSearch({ from: '/' });
  usePageTitle(search.q === undefined ? t('shell.map') : t('search.pageTitle', { q: search.q }));
  const change = useChangeSearch();
  const { data: sites = [] } = useQuery(sitesQuery);
  const found = useSearchResults(search.q);
  return (
    <div className={styles.room}>
      <h1 className="visually-hidden">{t('shell.map')}</h1>
      <Suspense fallback={<div className={styles.map} aria-busy="true" />}>
        <CameraMap key={tag} sites={sites} search={search} change={change} results={found} />
      </Suspense>
      {search.q ? (
        <ResultPanel q={search.q} found={found} search={search} change={change} />
      ) : (
        <CameraPanel search={search} change={change} />
      )}
    </div>
  );
}

function useChangeSearch(): ChangeSearch {
  const navigate = useNavigate({ from: '/' });
  return useCallback(
    (change) => void navigate({ to: '/', search: (current) => ({ ...current, ...change }), replace: true }),
    [navigate],
  );
}
