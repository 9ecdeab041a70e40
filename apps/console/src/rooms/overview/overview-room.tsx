import { useQuery } from '@tanstack/react-query';
import type { AttentionOverview } from '@vialog/contracts';
import { overviewQuery } from '../../api/overview.ts';
import form from '../../forms/camera-form.module.css';
import { timeWithSeconds } from '../../format/times.ts';
import { useWords } from '../../language/language.ts';
import { ErrorNotice, LoadingNotice } from '../../shell/notices.tsx';
import { usePageTitle } from '../../shell/page-title.ts';
import { CheckList } from './check-list.tsx';
import { FindingRow } from './finding-row.tsx';
import styles from './overview.module.css';

/** What needs attention now, the most urgent first, and what was checked. */
export function OverviewRoom() {
  const { t } = useWords();
  usePageTitle(t('overview.title'));
  const { data, error, refetch } = useQuery(overviewQuery);
  if (!data)
    return error ? <ErrorNotice isPage error={error} onRetry={() => void refetch()} /> : <LoadingNotice />;
  return (
    <div className={`${form.room} ${styles.room}`}>
      <Head overview={data} isStale={error !== null} />
      {data.findings.length === 0 ? (
        <NothingFound isComplete={data.checks.every(({ isChecked }) => isChecked)} />
      ) : (
        <ul className={styles.findings} aria-label={t('overview.findings')}>
          {data.findings.map((finding, i) => (
            <FindingRow key={`${finding.kind} ${finding.code} ${i}`} finding={finding} />
          ))}
        </ul>
      )}
      <CheckList checks={data.checks} />
    </div>
  );
}

/** `isStale`: the last attempt to read the overview failed. */
function Head({ overview, isStale }: { overview: AttentionOverview; isStale: boolean }) {
  const { t, tag } = useWords();
  const { findings, respondedAt } = overview;
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const time = timeWithSeconds(Date.parse(respondedAt), { language: tag, timeZone });
  return (
    <header>
      <h1 className={form.title}>{t('overview.title')}</h1>
      <p className={styles.soft} role="status">
        {findings.length > 0 && t('overview.lead', { count: findings.length })}
      </p>
      {isStale && (
        <p className={styles.stale} role="alert">
          {t('overview.failedRefresh', { time })}
        </p>
      )}
    </header>
  );
}

function NothingFound({ isComplete }: { isComplete: boolean }) {
  const { t } = useWords();
  return (
    <div className={styles.nothing} data-complete={isComplete}>
      <svg viewBox="0 0 16 16" width={32} height={32} aria-hidden="true">
        <path
          d={isComplete ? 'M2.500 8.500l3.500 3.500l7.500-8' : 'M8 3v5l3 2'}
          fill="none"
          stroke="currentColor"
          strokeWidth="1.500"
        />
      </svg>
      <strong>{t(isComplete ? 'overview.nothing' : 'overview.waiting')}</strong>
      <span className={styles.soft}>{t(isComplete ? 'overview.nothingHint' : 'overview.waitingHint')}</span>
    </div>
  );
}
