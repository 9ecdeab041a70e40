import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { Camera, CameraHealth } from '@vialog/contracts';
import { cameraQuery, healthQuery } from '../../api/queries.ts';
import { useLive } from '../../live/live-provider.tsx';
import { ErrorNotice, LoadingNotice } from '../../shell/notices.tsx';
import { About } from './about.tsx';
import { BayBoards } from './bay-board.tsx';
import { CameraHeader } from './camera-header.tsx';
import { usePageTitle } from '../../shell/page-title.ts';
import styles from './camera-room.module.css';
import { CounterComparisons } from './counter-comparisons.tsx';
import { DaySection } from './day-section.tsx';
import { HandCounts } from './hand-counts.tsx';
import { ModelSection } from './model-section.tsx';
import { NowSection } from './now-section.tsx';
import { Picture } from './picture.tsx';
import { StateHistory } from './state-history.tsx';
import { Versions } from './versions.tsx';

/** One camera: current counts, today's curve, location, purpose, model and versions. */
export function CameraRoom() {
  const { cameraId } = useParams({ from: '/cameras/$cameraId' });
  const camera = useQuery(cameraQuery(cameraId));
  const fetchedHealth = useQuery(healthQuery(cameraId));
  const { health } = useLive();
  usePageTitle(camera.data?.name);
  if (camera.isPending) return <LoadingNotice />;
  if (!camera.data) return <ErrorNotice isPage error={camera.error} onRetry={() => void camera.refetch()} />;
  return <Room camera={camera.data} health={health.get(cameraId) ?? fetchedHealth.data} />;
}

function Room({ camera, health }: { camera: Camera; health: CameraHealth | undefined }) {
  // A counter has no picture and no model.
  const isCounter = camera.streamKind === 'counter';
  return (
    <div className={styles.room}>
      <CameraHeader camera={camera} health={health} />
      <div className={styles.columns}>
        <div className={styles.wide}>
          {!isCounter && <Picture camera={camera} />}
          <DaySection camera={camera} />
        </div>
        <div className={styles.slim}>
          <NowSection camera={camera} />
          <HandCounts camera={camera} />
          <CounterComparisons camera={camera} />
          <BayBoards camera={camera} />
          <About camera={camera} />
          {!isCounter && <ModelSection camera={camera} />}
          <StateHistory camera={camera} health={health} />
          <Versions camera={camera} />
        </div>
      </div>
    </div>
  );
}
