import { useQuery } from '@tanstack/react-query';
import type { Camera } from '@vialog/contracts';
import { versionsQuery } from '../../api/queries.ts';
import { fullTime } from '../../format/times.ts';
import { useWords } from '../../language/language.ts';
import styles from './versions.module.css';
import { Section } from '../../shell/section.tsx';

/** All versions of the camera and when each took effect. */
export function Versions({ camera }: { camera: Camera }) {
  const { t } = useWords();
  const versions = useQuery(versionsQuery(camera.cameraId));
  return (
    <Section title={t('versions.title')}>
      <ol className={styles.versions}>
        {(versions.data ?? [camera]).map((version) => (
          <Version key={version.version} version={version} />
        ))}
      </ol>
    </Section>
  );
}

function Version({ version }: { version: Camera }) {
  const { t, tag } = useWords();
  const from = fullTime(Date.parse(version.validFromAt), { language: tag, timeZone: version.timeZone });
  return (
    <li className={styles.version}>
      <span className={styles.number}>{version.version}</span>
      <span>
        <span className={styles.from}>{t('versions.from', { time: from })}</span>
        <span className={styles.what}>
          {t(`state.lifecycle.${version.lifecycle}`)} ·{' '}
          {t('versions.zones', { zones: version.zones.map((zone) => zone.zoneId).join(', ') })} ·{' '}
          {version.model.modelId}
        </span>
      </span>
    </li>
  );
}
