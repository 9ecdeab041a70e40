import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { useWords } from '../../language/language.ts';
import { ErrorNotice, LoadingNotice } from '../../shell/notices.tsx';
import { CameraMap } from './camera-map.tsx';
import { CameraPanel } from './camera-panel.tsx';
import { usePageTitle } from '../../shell/page-title.ts';
import styles from './map-room.module.css';
import type { ChangeSearch } from './map-search.ts';
import { ResultPanel } from './result-panel.tsx';
import { useSearchResults } from './use-search-results.ts';
import { filterOverviews } from '../../cameras/camera-filter.ts';
import { useCameraOverviews } from '../../cameras/use-camera-overviews.ts';

/** The map and the list beside it, with the same filter and selection. */
export function MapRoom() {
  const { t } = useWords();
  const search = useSearch({ from: '/' });
  usePageTitle(search.q === undefined ? t('shell.map') : t('search.pageTitle', { q: search.q }));
  const change = useChangeSearch();
  const { overviews, sites, pending, error, retry } = useCameraOverviews();
  const found = useSearchResults(search.q);
  const shown = useMemo(() => filterOverviews(overviews, search), [overviews, search]);
  if (pending) return <LoadingNotice />;
  if (error && overviews.length === 0) return <ErrorNotice error={error} onRetry={retry} />;
  return (
    <div className={styles.room}>
      <h1 className="visually-hidden">{t('shell.map')}</h1>
      <CameraMap overviews={shown} sites={sites} search={search} change={change} found={found.cameraIds} />
      {search.q ? (
        <ResultPanel q={search.q} found={found} overviews={overviews} search={search} change={change} />
      ) : (
        <CameraPanel all={overviews} shown={shown} search={search} change={change} />
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
