import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { AnalyticResult, AnalyticSummary } from '@vialog/contracts';
import { analyticResultQuery, analyticsQuery, type AnalyticChoice } from '../../api/analytics.ts';
import { sitesQuery } from '../../api/queries.ts';
import form from '../../forms/camera-form.module.css';
import { instantOfLocalTime, startOfNextDay } from '../../format/times.ts';
import { useWords } from '../../language/language.ts';
import { ErrorNotice, LoadingNotice } from '../../shell/notices.tsx';
import { usePageTitle } from '../../shell/page-title.ts';
import { QuestionControls } from './question-controls.tsx';
import type { QuestionSearch } from './questions-search.ts';
import { ResultView } from './result-view.tsx';
import styles from './questions.module.css';

/** One question of the catalogue with its result. */
export function QuestionPage() {
  const { t, language } = useWords();
  const { analyticId } = useParams({ from: '/questions/$analyticId' });
  const search = useSearch({ from: '/questions/$analyticId' });
  const sites = useQuery(sitesQuery);
  const timeZone =
    sites.data?.find(({ siteId }) => !search.site || siteId === search.site)?.timeZone ?? 'UTC';
  const choice = useMemo(() => choiceOf(search, timeZone, language), [search, timeZone, language]);
  const result = useQuery({ ...analyticResultQuery(analyticId, choice), enabled: !sites.isPending });
  const analytic = useAnalytic(analyticId, result.data);
  return (
    <div className={form.room} data-wide>
      <p>
        <Link to="/questions">{t('questions.all')}</Link>
      </p>
      <QuestionWords analytic={analytic} />
      {sites.data && (
        <QuestionControls
          sites={sites.data}
          search={search}
          analytic={analytic}
          report={result.data?.report}
          timeZone={timeZone}
        />
      )}
      <Outcome result={result} choice={choice} />
    </div>
  );
}

/** Also of a question whose result was rejected: its fields stay, so that the rejected value can be changed. */
function useAnalytic(analyticId: string, result: AnalyticResult | undefined): AnalyticSummary | undefined {
  const catalogue = useQuery(analyticsQuery(''));
  return result?.analytic ?? catalogue.data?.items.find(({ id }) => id === analyticId);
}

function QuestionWords({ analytic }: { readonly analytic: AnalyticSummary | undefined }) {
  const { t, language } = useWords();
  const question = analytic?.question[language] ?? t('questions.title');
  usePageTitle(question);
  return (
    <>
      <h1 className={form.title}>{question}</h1>
      {analytic?.about && <p className={form.lead}>{analytic.about[language]}</p>}
    </>
  );
}

interface Loaded {
  readonly data: AnalyticResult | undefined;
  readonly error: Error | null;
  readonly refetch: () => Promise<unknown>;
}

function Outcome({ result, choice }: { result: Loaded; choice: AnalyticChoice }) {
  if (result.data)
    return (
      <div className={styles.sections}>
        <ResultView result={result.data} choice={choice} />
      </div>
    );
  if (result.error) return <ErrorNotice error={result.error} onRetry={() => void result.refetch()} />;
  return <LoadingNotice />;
}

/** Dates are local days of the site; the last day is contained whole. */
function choiceOf(
  { site, to, at, target, min }: QuestionSearch,
  timeZone: string,
  language: AnalyticChoice['language'],
): AnalyticChoice {
  const startOf = (date: string): string => instantOfLocalTime(`${date}T00:00`, timeZone);
  return {
    language,
    sites: site === undefined ? [] : [site],
    to:
      to === undefined
        ? undefined
        : new Date(startOfNextDay(Date.parse(startOf(to)), timeZone)).toISOString(),
    changeAt: at === undefined ? undefined : new Date(startOf(at)).toISOString(),
    target: target === undefined ? undefined : Number(target) / 100,
    minCoverage: min === undefined ? undefined : Number(min) / 100,
  };
}
