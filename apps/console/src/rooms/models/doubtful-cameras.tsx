import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { CameraSummary } from '@vialog/contracts';
import { doubtfulCamerasQuery } from '../../api/models.ts';
import { attentionAction } from '../../cameras/attention-action.ts';
import { useWords } from '../../language/language.ts';
import { Section } from '../../shell/section.tsx';
import styles from './models.module.css';
import { ServerText } from '../../shell/server-text.tsx';

/** Cameras whose new model could not be loaded, or whose figures are unusual since a change. Nothing without such cameras. */
export function DoubtfulCameras() {
  const { t } = useWords();
  const { data: cameras = [] } = useQuery(doubtfulCamerasQuery);
  if (cameras.length === 0) return null;
  return (
    <Section title={t('models.doubtful')}>
      <ul className={styles.rows}>
        {cameras.map((camera) => (
          <DoubtfulCamera key={camera.cameraId} camera={camera} />
        ))}
      </ul>
    </Section>
  );
}

function DoubtfulCamera({ camera: { cameraId, name, health } }: { camera: CameraSummary }) {
  const { t } = useWords();
  return (
    <li className={styles.row}>
      <div className={styles.what}>
        {health.reason && <b className={styles.doubt}>{t(`reason.${health.reason}`)}</b>}
        <Link to="/cameras/$cameraId" params={{ cameraId }}>
          {name}
        </Link>
        <Link to="/models" search={{ camera: cameraId }} hash="camera">
          {t('model.why')}
        </Link>
      </div>
      <p className={styles.soft}>{t(attentionAction(health))}</p>
      {health.detail !== undefined && (
        <p className={styles.soft}>
          <ServerText of={health.detail} />
        </p>
      )}
    </li>
  );
}
