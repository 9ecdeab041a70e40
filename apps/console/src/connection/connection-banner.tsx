import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { serverNow } from '../api/call.ts';
import { timeOfDay } from '../format/times.ts';
import { useWords } from '../language/language.ts';
import { useLive, useLiveRetry } from '../live/live-provider.tsx';
import styles from './connection-banner.module.css';
import { LossWatch } from './loss-watch.ts';

/**
 * Says that the connection is lost, since when the figures are old, and what still works. When it is restored, everything that
 * failed or may have changed is read again: no reload is needed.
 */
export function ConnectionBanner() {
  const { t, tag } = useWords();
  const { lostAt, tryNow } = useLostConnection();
  if (lostAt === undefined) return null;
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return (
    <div className={styles.banner} role="status">
      <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
        <path
          d="M8 1.500L15 14H1zM7.200 6v4h1.600V6zm0 5v1.600h1.600V11z"
          fill="currentColor"
          fillRule="evenodd"
        />
      </svg>
      <p>
        <b>{t('connection.lost')}</b>{' '}
        {t('connection.asOf', { time: timeOfDay(lostAt, { language: tag, timeZone }) })}{' '}
        <span className={styles.works}>{t('connection.works')}</span> {t('connection.retrying')}
      </p>
      <Button size="compact-xs" variant="default" onClick={tryNow}>
        {t('connection.retryNow')}
      </Button>
    </div>
  );
}

/** When the connection was lost, epoch ms; undefined while there is one. */
function useLostConnection() {
  const { status } = useLive();
  const retry = useLiveRetry();
  const queries = useQueryClient();
  const watch = useRef<LossWatch>(undefined);
  const [lostAt, setLostAt] = useState<number>();
  useEffect(() => {
    watch.current ??= new LossWatch({
      now: serverNow,
      onLost: setLostAt,
      onRestored: () => {
        setLostAt(undefined);
        void queries.invalidateQueries();
      },
    });
    watch.current.take(status);
  }, [status, queries]);
  useEffect(() => () => watch.current?.stop(), []);
  useEffect(() => {
    addEventListener('online', retry);
    return () => removeEventListener('online', retry);
  }, [retry]);
  return { lostAt, tryNow: retry };
}
