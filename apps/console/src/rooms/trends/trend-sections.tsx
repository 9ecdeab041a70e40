import { Button } from '@mantine/core';
import { useWords } from '../../language/language.ts';
import { ErrorNotice, LoadingNotice } from '../../shell/notices.tsx';
import { Section } from '../../shell/section.tsx';
import { ChangesList } from './changes-list.tsx';
import { ComparisonSection } from './comparison-section.tsx';
import { ViewChoice, viewsOf } from './controls.tsx';
import { DownloadMenu } from './download-menu.tsx';
import { FiguresTable } from './figures-table.tsx';
import { LeftOutList } from './left-out-list.tsx';
import { LineChart } from './line-chart.tsx';
import { PointsTable } from './points-table.tsx';
import { ScheduleButton } from './schedule-button.tsx';
import { SpecialDaysList } from './special-days-list.tsx';
import type { ChangeTrends, TrendView } from './trends-search.ts';
import styles from './trends-room.module.css';
import { TypicalWeek } from './typical-week.tsx';
import { useShown, type Shown } from './use-shown.ts';
import type { Question } from './use-trends.ts';

interface SectionsProps {
  readonly question: Question;
  readonly change: ChangeTrends;
}

export function TrendSections({ question, change }: SectionsProps) {
  const { shown, isPending, error, retry } = useShown(question);
  const view = viewsOf(question).find((each) => each === question.search.view) ?? 'line';
  if (isPending) return <LoadingNotice />;
  if (!shown) return <ErrorNotice error={error} onRetry={retry} />;
  const { compare } = question.search;
  return (
    <div className={styles.sections}>
      <MainSection shown={shown} view={view} change={change} />
      <FiguresTable shown={shown} />
      {compare && question.measure !== 'peak' && <ComparisonSection question={question} compare={compare} />}
      <div className={styles.notes}>
        {view !== 'week' && view !== 'heat' && <LeftOutList shown={shown} />}
        <SpecialDaysList shown={shown} />
        <ChangesList shown={shown} />
      </div>
    </div>
  );
}

interface MainSectionProps {
  readonly shown: Shown;
  readonly view: TrendView;
  readonly change: ChangeTrends;
}

function MainSection({ shown, view, change }: MainSectionProps) {
  const { t } = useWords();
  const { question } = shown;
  return (
    <Section
      title={t(`trends.measures.${question.measure}`)}
      aside={
        <div className={styles.aside}>
          {question.search.from !== undefined && (
            <Button size="xs" variant="default" onClick={() => change({ from: undefined, to: undefined })}>
              {t('trends.resetPeriod')}
            </Button>
          )}
          <ViewChoice question={question} view={view} change={change} />
          <DownloadMenu question={question} />
          <ScheduleButton shown={shown} />
        </div>
      }
    >
      {(view === 'line' || view === 'bars') && <LineChart shown={shown} shape={view} change={change} />}
      {view === 'table' && <PointsTable shown={shown} />}
      {(view === 'week' || view === 'heat') && <TypicalWeek question={question} view={view} />}
      <TimeZoneNote shown={shown} />
    </Section>
  );
}

/** The time zone of the axis, and the series whose local time is another one. */
function TimeZoneNote({ shown: { question, series } }: { shown: Shown }) {
  const { t } = useWords();
  const { timeZone } = question.format;
  const others = series.filter((one) => one.timeZone !== timeZone);
  return (
    <p className={styles.hint}>
      {t('trends.timeZone', { timeZone })}
      {others.length > 0 &&
        ` ${t('trends.otherZones', { names: others.map(({ name }) => name).join(t('trends.and')) })}`}
    </p>
  );
}
