import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { demoHistoryQuery, useRemoveDemoHistory } from '../api/demo-history.ts';
import { meQuery } from '../api/queries.ts';
import { dayMonthYear } from '../format/times.ts';
import { useWords } from '../language/language.ts';
import { errorText } from '../shell/error-text.ts';
import styles from './demo-history-notice.module.css';

/** Says that the server has a simulated history, until when it reaches, and removes it with one click of a person who may. */
export function DemoHistoryNotice() {
  const { t, tag } = useWords();
  const { data } = useQuery(demoHistoryQuery);
  const me = useQuery(meQuery);
  const removal = useRemoveDemoHistory();
  if (!data || data.fromAt === undefined || data.toAt === undefined) return null;
  const day = (at: string) => dayMonthYear(Date.parse(at), { language: tag, timeZone: 'UTC' });
  return (
    <div className={styles.notice} role="note">
      <p>
        <b>{t('simulated.mark')}</b> {t('simulated.history', { from: day(data.fromAt), to: day(data.toAt) })}{' '}
        {data.kind === 'writing' && t('simulated.writing')}
        {removal.error && <span role="alert">{errorText(removal.error, t)}</span>}
      </p>
      {me.data?.permissions.includes('write') === true && (
        <Button
          size="xs"
          variant="default"
          loading={removal.isPending || data.kind === 'removing'}
          onClick={() => removal.mutate()}
        >
          {t('simulated.remove')}
        </Button>
      )}
    </div>
  );
}
