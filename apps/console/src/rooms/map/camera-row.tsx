import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useWords } from '../../language/language.ts';
import { FigureView } from '../../cameras/figure-view.tsx';
import { StateMark } from '../../cameras/state-mark.tsx';
import { ZoneNumbers } from '../../cameras/zone-numbers.tsx';
import styles from './camera-panel.module.css';
import type { CameraOverview } from '../../cameras/camera-overview.ts';

interface CameraRowProps {
  readonly overview: CameraOverview;
  readonly selected: boolean;
  readonly onSelect: (cameraId: string) => void;
}

/** One camera; shows its zones while it is selected here or on the map. */
export function CameraRow({ overview, selected, onSelect }: CameraRowProps) {
  const { camera, state, figure, sites } = overview;
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (selected) row.current?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  return (
    <li ref={row} className={styles.row} data-selected={selected || undefined}>
      <button
        type="button"
        className={styles.head}
        aria-expanded={selected}
        data-list-row
        onClick={() => onSelect(camera.cameraId)}
      >
        <StateMark state={state} size={13} />
        <span className={styles.name}>
          <span className={styles.title}>{camera.name}</span>
          <RowDetail overview={overview} siteNames={sites.map((site) => site.name)} />
        </span>
        <FigureView figure={figure} />
      </button>
      {selected && <RowBody overview={overview} />}
    </li>
  );
}

function RowDetail({ overview, siteNames }: { overview: CameraOverview; siteNames: readonly string[] }) {
  const { t } = useWords();
  const { camera, state } = overview;
  const names = siteNames.filter((name) => name !== camera.name);
  const words = names.length > 0 ? names : camera.tags.slice(0, 2);
  return (
    <span className={styles.detail}>
      {state !== 'online' && <span data-state={state}>{t(`state.${state}`)}</span>}
      {words.map((word) => (
        <span key={word}>{word}</span>
      ))}
    </span>
  );
}

function RowBody({ overview }: { overview: CameraOverview }) {
  const { t } = useWords();
  return (
    <div className={styles.body}>
      <ZoneNumbers camera={overview.camera} />
      <Link className={styles.open} to="/cameras/$cameraId" params={{ cameraId: overview.camera.cameraId }}>
        {t('map.openCamera')}
      </Link>
    </div>
  );
}
