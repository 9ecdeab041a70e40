import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { TrendProfile } from '@vialog/contracts';
import { useWords } from '../../language/language.ts';
import { ErrorNotice, LoadingNotice } from '../../shell/notices.tsx';
import { HeatMap } from '../../trends/heat-map.tsx';
import { measureValue } from '../../trends/measure-value.ts';
import { usePlot } from '../../trends/use-plot.ts';
import { weekPlot } from '../../trends/week-plot.ts';
import { axisTop } from '../../trends/value-axis.ts';
import { isTooLongForProfile, profileOf } from './profile-of.ts';
import { Swatch } from './swatch.tsx';
import styles from './trends-room.module.css';
import type { Question } from './use-trends.ts';

const height = 320;

/** The typical week of the period: lines with a band, or a heat map of hour × weekday. */
export function TypicalWeek({ question, view }: { question: Question; view: 'week' | 'heat' }) {
  const { t } = useWords();
  const isTooLong = isTooLongForProfile(question.period);
  const profile = useQuery({
    ...profileOf(question),
    enabled: !isTooLong,
  });
  if (isTooLong) return <p className={styles.hint}>{t('trends.tooLong')}</p>;
  if (profile.isPending) return <LoadingNotice />;
  if (!profile.data) return <ErrorNotice error={profile.error} onRetry={() => void profile.refetch()} />;
  const { series } = profile.data;
  if (series.every(({ cells }) => cells.length === 0)) return <p>{t('trends.nothing')}</p>;
  return view === 'week' ? (
    <WeekChart series={series} question={question} />
  ) : (
    <HeatMaps series={series} question={question} />
  );
}

interface ViewProps {
  readonly series: TrendProfile['series'];
  readonly question: Question;
}

function HeatMaps({ series, question }: ViewProps) {
  const { measure } = question.selection;
  const highest = Math.max(...series.flatMap(({ cells }) => cells.map(({ median }) => median ?? 0)));
  const top = measure === 'occupancy' ? 1 : highest || 1;
  return series.map(({ key, name, cells, timeZone }) => (
    <HeatMap key={key} name={name} cells={cells} measure={measure} top={top} timeZone={timeZone} />
  ));
}

function WeekChart({ series, question }: ViewProps) {
  const { t, tag } = useWords();
  const { selection, target } = question;
  const make = useCallback(
    () =>
      weekPlot({
        series,
        target,
        language: tag,
        top: axisTop(selection.measure),
        valueText: (value) => measureValue(value, selection.measure, tag),
      }),
    [series, target, selection, tag],
  );
  const { holder } = usePlot(make, height);
  return (
    <>
      <ul className={styles.legend}>
        {series.map(({ key, name }, i) => (
          <li key={key}>
            <Swatch index={i} />
            {name}
          </li>
        ))}
      </ul>
      <div ref={holder} className={styles.plot} role="img" aria-label={t('trends.weekLabel')} />
      <p className={styles.hint}>{t('trends.weekHint')}</p>
    </>
  );
}
