import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useWords } from '../language/language.ts';
import { FigureView } from '../state/figure-view.tsx';
import { StateMark } from '../state/state-mark.tsx';
import { ZoneNumbers } from '../state/zone-numbers.tsx';
import styles from './camera-panel.module.css';
import type { Place } from './place.ts';

interface CameraRowProps {
  readonly place: Place;
  readonly selected: boolean;
  readonly onSelect: (cameraId: string) => void;
}

/** One camera; opens to its zones where it is selected, here or on the map. */
export function CameraRow({ place, selected, onSelect }: CameraRowProps) {
  const { camera, state, figure, sites } = place;
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
          <RowDetail place={place} siteNames={sites.map((site) => site.name)} />
        </span>
        <FigureView figure={figure} />
      </button>
      {selected && <RowBody place={place} />}
    </li>
  );
}

function RowDetail({ place, siteNames }: { place: Place; siteNames: readonly string[] }) {
  const { t } = useWords();
  const { camera, state } = place;
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

function RowBody({ place }: { place: Place }) {
  const { t } = useWords();
  return (
    <div className={styles.body}>
      <ZoneNumbers camera={place.camera} />
      <Link className={styles.open} to="/cameras/$cameraId" params={{ cameraId: place.camera.cameraId }}>
        {t('map.openCamera')}
      </Link>
    </div>
  );
}
