import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { wholeNumber } from '../../format/numbers.ts';
import { useWords } from '../../language/language.ts';
import { EmptyNotice, ErrorNotice, LoadingNotice } from '../../shell/notices.tsx';
import { parseStates } from '../../cameras/camera-filter.ts';
import {
  useCameraFacets,
  useCameraList,
  useCamerasById,
  type CameraList,
} from '../../cameras/use-camera-list.ts';
import { AttentionPanel } from './attention-panel.tsx';
import { CameraRow } from './camera-row.tsx';
import styles from './camera-panel.module.css';
import { ListControls } from './list-controls.tsx';
import { filterOf, noFilter, sortOf, type ChangeSearch, type MapSearch } from './map-search.ts';
import { VirtualRows } from './virtual-rows.tsx';

interface CameraPanelProps {
  readonly search: MapSearch;
  readonly change: ChangeSearch;
}

/** The list of cameras that match the filter. The server sorts and pages it; only the rows in view are rendered. */
export function CameraPanel({ search, change }: CameraPanelProps) {
  const { t, tag } = useWords();
  const panel = useRef<HTMLElement>(null);
  const [visible, setVisible] = useState<readonly number[]>([]);
  const list = useCameraList(filterOf(search), sortOf(search), visible);
  const { total: all } = useCameraFacets({});
  const select = (cameraId: string) => change({ camera: cameraId === search.camera ? undefined : cameraId });
  const isShown = visible.some((index) => list.at(index)?.cameraId === search.camera);
  return (
    <section ref={panel} className={styles.panel} aria-label={t('map.list')}>
      <ListControls search={search} change={change} />
      <AttentionPanel onSelect={(cameraId) => change({ camera: cameraId })} />
      <div className={styles.tally}>
        <span role="status">
          {t('map.shown', {
            count: all ?? 0,
            shown: wholeNumber(list.total, tag),
            all: wholeNumber(all ?? 0, tag),
          })}
        </span>
        <span className={styles.lists}>
          <Link to="/cameras/import">{t('import.link')}</Link>
          <a href="/v1/cameras/export?format=csv" download>
            {t('import.export')}
          </a>
        </span>
      </div>
      {search.camera !== undefined && !isShown && (
        <SelectedRow cameraId={search.camera} states={search.state} onSelect={select} />
      )}
      {list.total > 0 ? (
        <VirtualRows
          panel={panel}
          list={list}
          selected={search.camera}
          onSelect={select}
          onVisible={setVisible}
        />
      ) : (
        <NoRows list={list} none={all === 0} onClear={() => change(noFilter)} />
      )}
    </section>
  );
}

interface SelectedRowProps {
  readonly cameraId: string;
  readonly states: string | undefined;
  readonly onSelect: (cameraId: string) => void;
}

/** The selected camera while its row is not in view, e.g. after a click on the map; not a retired one that is hidden. */
function SelectedRow({ cameraId, states, onSelect }: SelectedRowProps) {
  const camera = useCamerasById([cameraId]).get(cameraId);
  if (!camera || (camera.lifecycle === 'retired' && !parseStates(states).includes('retired'))) return null;
  return (
    <div className={styles.selected}>
      <CameraRow camera={camera} selected onSelect={onSelect} />
    </div>
  );
}

interface NoRowsProps {
  readonly list: CameraList;
  /** No camera is registered at all. */
  readonly none: boolean;
  readonly onClear: () => void;
}

function NoRows({ list, none, onClear }: NoRowsProps) {
  if (list.isPending) return <LoadingNotice />;
  if (list.error) return <ErrorNotice error={list.error} onRetry={list.retry} />;
  return <NoCameras none={none} onClear={onClear} />;
}

/** The ways to the first cameras: one by hand, those of a network, or a list. */
function FirstCameras() {
  const { t } = useWords();
  return (
    <>
      <Button size="xs" renderRoot={(props) => <Link to="/cameras/new" {...props} />}>
        {t('map.addFirst')}
      </Button>
      <Button
        size="xs"
        variant="default"
        renderRoot={(props) => <Link to="/cameras/find" search={{}} {...props} />}
      >
        {t('find.fromAdd')}
      </Button>
      <Button size="xs" variant="default" renderRoot={(props) => <Link to="/cameras/import" {...props} />}>
        {t('import.link')}
      </Button>
    </>
  );
}

function NoCameras({ none, onClear }: { none: boolean; onClear: () => void }) {
  const { t } = useWords();
  return (
    <EmptyNotice title={none ? t('map.noCameras') : t('map.noMatch')}>
      {none ? (
        <FirstCameras />
      ) : (
        <button type="button" className={styles.clear} onClick={onClear}>
          {t('map.clearFilters')}
        </button>
      )}
    </EmptyNotice>
  );
}
