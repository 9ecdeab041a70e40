import { Link } from '@tanstack/react-router';
import { useWords } from '../../language/language.ts';
import { useDebouncedText } from '../../search-line/use-debounced-text.ts';
import { EmptyNotice } from '../../shell/notices.tsx';
import { cameraStates } from '../../cameras/camera-state.ts';
import { StateMark } from '../../cameras/state-mark.tsx';
import { CameraRow } from './camera-row.tsx';
import styles from './camera-panel.module.css';
import type { ChangeSearch, MapSearch } from './map-search.ts';
import { countByState, parseStates, toggleState } from '../../cameras/camera-filter.ts';
import type { CameraOverview } from '../../cameras/camera-overview.ts';

interface CameraPanelProps {
  readonly all: readonly CameraOverview[];
  readonly shown: readonly CameraOverview[];
  readonly search: MapSearch;
  readonly change: ChangeSearch;
}

/** The maximum number of rows; the filter narrows the list. */
const maxRows = 400;

export function CameraPanel({ all, shown, search, change }: CameraPanelProps) {
  const { t } = useWords();
  const select = (cameraId: string) => change({ camera: cameraId === search.camera ? undefined : cameraId });
  return (
    <section className={styles.panel} aria-label={t('map.list')}>
      <Filters all={all} search={search} change={change} />
      <p className={styles.tally} role="status">
        {t('map.shown', { count: all.length, shown: shown.length, all: all.length })}
      </p>
      {shown.length === 0 ? (
        <NoCameras none={all.length === 0} onClear={() => change({ text: undefined, state: undefined })} />
      ) : (
        <ul className={styles.rows}>
          {shown.slice(0, maxRows).map((overview) => (
            <CameraRow
              key={overview.camera.cameraId}
              overview={overview}
              selected={overview.camera.cameraId === search.camera}
              onSelect={select}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

function Filters({ all, search, change }: Omit<CameraPanelProps, 'shown'>) {
  const { t } = useWords();
  const typed = useDebouncedText(search.text ?? '', (text) => change({ text: text.trim() || undefined }));
  const counts = countByState(all);
  const selected = parseStates(search.state);
  return (
    <div className={styles.filters}>
      <input
        className={styles.text}
        value={typed.text}
        onChange={(event) => typed.setText(event.currentTarget.value)}
        {...typed.bind}
        aria-label={t('map.filterLabel')}
        placeholder={t('map.filter')}
      />
      <div className={styles.states} role="group" aria-label={t('map.states')}>
        {cameraStates
          .filter((state) => (counts.get(state) ?? 0) > 0 || selected.includes(state))
          .map((state) => (
            <button
              key={state}
              type="button"
              className={styles.state}
              aria-pressed={selected.includes(state)}
              onClick={() => change({ state: toggleState(search.state, state) })}
            >
              <StateMark state={state} word />
              <span className={styles.count}>{counts.get(state) ?? 0}</span>
            </button>
          ))}
      </div>
    </div>
  );
}

function NoCameras({ none, onClear }: { none: boolean; onClear: () => void }) {
  const { t } = useWords();
  return (
    <EmptyNotice title={none ? t('map.noCameras') : t('map.noMatch')}>
      {none ? (
        <Link to="/cameras/new">{t('map.addFirst')}</Link>
      ) : (
        <button type="button" className={styles.clear} onClick={onClear}>
          {t('map.clearFilters')}
        </button>
      )}
    </EmptyNotice>
  );
}
