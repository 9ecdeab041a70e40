import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Camera, HandCount } from '@vialog/contracts';
import { handCountsQuery } from '../../api/queries.ts';
import { fullTime } from '../../format/times.ts';
import { AccuracyText } from '../../hand-counts/accuracy-text.tsx';
import { useWords } from '../../language/language.ts';
import { Section } from '../../shell/section.tsx';
import room from './camera-room.module.css';
import styles from './hand-counts.module.css';

const shown = 5;

/** How far the camera was from counts by hand, newest first; only for a camera with a line. */
export function HandCounts({ camera }: { camera: Camera }) {
  const { t } = useWords();
  const hasLine = camera.zones.some((zone) => zone.kind === 'line');
  const counts = useQuery({ ...handCountsQuery(camera.cameraId), enabled: hasLine });
  if (!hasLine) return null;
  const items = counts.data?.items ?? [];
  return (
    <Section
      title={t('handCount.section')}
      aside={
        <Link to="/cameras/$cameraId/hand-count" params={{ cameraId: camera.cameraId }} className={room.edit}>
          {t('handCount.open')}
        </Link>
      }
    >
      {items.length === 0 && <p className={styles.what}>{t('handCount.none')}</p>}
      <ol className={styles.counts}>
        {items.slice(0, shown).map((count) => (
          <Entry key={count.handCountId} count={count} camera={camera} />
        ))}
      </ol>
      {items.length > 0 && (
        <a
          className={styles.export}
          href={`/v1/cameras/${camera.cameraId}/hand-counts`}
          download={`hand-counts-${camera.cameraId}.json`}
        >
          {t('handCount.export', { count: items.length })}
        </a>
      )}
    </Section>
  );
}

function Entry({ count, camera }: { count: HandCount; camera: Camera }) {
  const { t, tag } = useWords();
  const zone = camera.zones.find((each) => each.zoneId === count.zoneId);
  const time = fullTime(Date.parse(count.startAt), { language: tag, timeZone: camera.timeZone });
  return (
    <li>
      <span className={styles.figure}>
        <AccuracyText accuracy={count.accuracy} />
      </span>
      <span className={styles.what}>
        {t('handCount.entry', { zone: zone?.name ?? count.zoneId, time, name: count.countedBy })}
      </span>
    </li>
  );
}
