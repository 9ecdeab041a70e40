import { useQuery } from '@tanstack/react-query';
import type { Camera, CameraHealth, HealthChange } from '@vialog/contracts';
import { healthChangesQuery } from '../../api/queries.ts';
import { cameraStateOf } from '../../cameras/camera-state.ts';
import { StateMark } from '../../cameras/state-mark.tsx';
import { fullTime } from '../../format/times.ts';
import { useWords } from '../../language/language.ts';
import { Section } from '../../shell/section.tsx';
import styles from './versions.module.css';
import { ServerText } from '../../shell/server-text.tsx';

/** The last changes of the camera's state, newest first. */
export function StateHistory({ camera, health }: { camera: Camera; health: CameraHealth | undefined }) {
  const { t } = useWords();
  const changes = useQuery(healthChangesQuery(camera.cameraId, health?.changedAt));
  const items = changes.data ?? [];
  return (
    <Section title={t('history.title')}>
      {items.length === 0 ? (
        <p>{t('history.none')}</p>
      ) : (
        <ol className={styles.versions}>
          {items.map((change) => (
            <Change key={`${change.changedAt} ${change.state}`} change={change} timeZone={camera.timeZone} />
          ))}
        </ol>
      )}
    </Section>
  );
}

function Change({ change, timeZone }: { change: HealthChange; timeZone: string }) {
  const { t, tag } = useWords();
  const { reason, detail, changedAt } = change;
  const state = cameraStateOf('active', change.state);
  return (
    <li className={styles.version}>
      <StateMark state={state} size={13} />
      <span>
        <span className={styles.from}>
          {t(`state.${state}`)}
          {reason && ` · ${t(`reason.${reason}`)}`}
        </span>
        <span className={styles.what}>{fullTime(Date.parse(changedAt), { language: tag, timeZone })}</span>
        {detail && <ServerText of={detail} className={styles.what} />}
      </span>
    </li>
  );
}
