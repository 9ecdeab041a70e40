import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { DemoHistoryNotice } from '../../demo/demo-history-notice.tsx';
import form from '../../forms/camera-form.module.css';
import { useWords } from '../../language/language.ts';
import { EmptyNotice, ErrorNotice, LoadingNotice } from '../../shell/notices.tsx';
import { usePageTitle } from '../../shell/page-title.ts';
import { Controls } from './controls.tsx';
import { SeriesPicker } from './series-picker.tsx';
import { TrendSections } from './trend-sections.tsx';
import styles from './trends-room.module.css';
import type { ChangeTrends } from './trends-search.ts';
import { useChangeTrends, useQuestion } from './use-trends.ts';

/** Occupancy, flow and other measures over time, with the coverage of every number. */
export function TrendsRoom() {
  const { t } = useWords();
  const state = useQuestion();
  const { sites, series, question, keys } = state;
  const change = useChangeTrends();
  const names = useMemo(() => new Map(series.data?.map(({ key, name }) => [key, name])), [series.data]);
  usePageTitle([...names.values()].slice(0, 2).join(', ') || t('trends.title'));
  if (sites.isPending) return <LoadingNotice />;
  if (!sites.data) return <ErrorNotice isPage error={sites.error} onRetry={() => void sites.refetch()} />;
  return (
    <div className={form.room} data-wide>
      <header className={styles.heading}>
        <h1 className={form.title}>{t('trends.title')}</h1>
        <Link to="/reports">{t('reports.title')}</Link>
      </header>
      <DemoHistoryNotice />
      <div className={styles.choices}>
        <SeriesPicker
          sites={sites.data}
          keys={keys}
          names={names}
          onChange={(next) => change({ of: next.join(',') || undefined })}
        />
        {question && <Controls question={question} change={change} />}
      </div>
      <Result {...state} change={change} />
    </div>
  );
}

function Result({
  series,
  question,
  keys,
  change,
}: ReturnType<typeof useQuestion> & { change: ChangeTrends }) {
  const { t } = useWords();
  if (keys.length === 0) return <EmptyNotice title={t('trends.noSites')} />;
  if (series.error)
    return (
      <>
        <ErrorNotice error={series.error} onRetry={() => void series.refetch()} />
        <Button variant="default" onClick={() => change({ of: undefined })}>
          {t('trends.clear')}
        </Button>
      </>
    );
  return question ? <TrendSections question={question} change={change} /> : <LoadingNotice />;
}
