import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { summariesQuery } from '../../api/camera-list.ts';
import { fullTime } from '../../format/times.ts';
import { useWords } from '../../language/language.ts';
import { Section } from '../../shell/section.tsx';
import type { Shown } from './use-shown.ts';
import styles from './trends-room.module.css';

/** Changes of cameras and zones that are marked on the axis: figures before and after them may not be comparable. */
export function ChangesList({ shown: { series, question } }: { shown: Shown }) {
  const { t } = useWords();
  const changes = series.flatMap((one) => one.changes.map((change) => ({ ...change, name: one.name })));
  const ids = useMemo(
    () => [...new Set(series.flatMap((one) => one.changes.map(({ cameraId }) => cameraId)))],
    [series],
  );
  const cameras = useQuery(summariesQuery(ids));
  if (changes.length === 0) return null;
  const nameOf = (cameraId: string) =>
    cameras.data?.find((camera) => camera.cameraId === cameraId)?.name ?? cameraId;
  return (
    <Section title={t('trends.changes')}>
      <p className={styles.hint}>{t('trends.changesHint')}</p>
      <ul className={styles.list}>
        {changes.map(({ changedAt, cameraId, zoneId, what, name }) => (
          <li key={`${name} ${changedAt} ${cameraId} ${zoneId}`}>
            <span className={styles.changeMark} aria-hidden="true" />
            <b>{fullTime(Date.parse(changedAt), question.format)}</b>{' '}
            {what.map((each) => t(`trends.what.${each}`)).join(t('trends.and'))}
            <span className={styles.cellNote}>
              <Link to="/cameras/$cameraId" params={{ cameraId }}>
                {nameOf(cameraId)}
              </Link>{' '}
              · {zoneId === 'view' ? t('zone.view') : zoneId}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
