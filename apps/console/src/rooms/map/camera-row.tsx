import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { CameraSummary } from '@vialog/contracts';
import { useWords } from '../../language/language.ts';
import { hasState } from '../../cameras/camera-state.ts';
import { FigureView } from '../../cameras/figure-view.tsx';
import { StateMark } from '../../cameras/state-mark.tsx';
import { useOverview } from '../../cameras/use-camera-list.ts';
import { ZoneNumbers } from '../../cameras/zone-numbers.tsx';
import styles from './camera-panel.module.css';
import type { CameraOverview } from '../../cameras/camera-overview.ts';

interface CameraRowProps {
  readonly camera: CameraSummary;
  readonly selected: boolean;
  readonly onSelect: (cameraId: string) => void;
}

/** One camera; shows its zones while it is selected here or on the map. */
export function CameraRow({ camera, selected, onSelect }: CameraRowProps) {
  const overview = useOverview(camera);
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (selected) row.current?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  return (
    <div ref={row} className={styles.row} data-selected={selected || undefined}>
      <button
        type="button"
        className={styles.head}
        aria-expanded={selected}
        data-list-row
        onClick={() => onSelect(camera.cameraId)}
      >
        {hasState(camera) ? (
          <StateMark state={overview.state} size={13} />
        ) : (
          <span className={styles.noMark} />
        )}
        <span className={styles.name}>
          <span className={styles.title}>{camera.name}</span>
          <RowDetail overview={overview} />
        </span>
        <FigureView figure={overview.figure} />
      </button>
      {selected && <RowBody camera={camera} />}
    </div>
  );
}

function RowDetail({ overview: { camera, state, sites } }: { overview: CameraOverview }) {
  const { t } = useWords();
  const names = sites.map((site) => site.name).filter((name) => name !== camera.name);
  const words = names.length > 0 ? names : camera.tags.slice(0, 2);
  return (
    <span className={styles.detail}>
      {state !== 'online' && hasState(camera) && <span data-state={state}>{t(`state.${state}`)}</span>}
      {words.map((word) => (
        <span key={word}>{word}</span>
      ))}
    </span>
  );
}

function RowBody({ camera }: { camera: CameraSummary }) {
  const { t } = useWords();
  return (
    <div className={styles.body}>
      <ZoneNumbers camera={camera} />
      <Link className={styles.open} to="/cameras/$cameraId" params={{ cameraId: camera.cameraId }}>
        {t('map.openCamera')}
      </Link>
    </div>
  );
}
