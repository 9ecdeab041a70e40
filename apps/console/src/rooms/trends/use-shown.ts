import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { trendsQuery } from '../../api/trends.ts';
import { markedSeries } from '../../demo/simulated-name.ts';
import { useWords } from '../../language/language.ts';
import { comparedPeriod } from './period.ts';
import { useSpecialDays } from './use-special-days.ts';
import type { PointDays } from './point-days.ts';
import { alignedTo, chartSeries, type ChartPoint, type ChartSeries } from './trend-parts.ts';
import type { Question } from './use-trends.ts';

/** What a view needs. */
export interface Shown {
  readonly question: Question;
  readonly series: readonly ChartSeries[];
  /** Points of the compared period at the places of each series; empty without one. */
  readonly compared: readonly (readonly ChartPoint[])[];
  /** Holidays and events of the period by key of series. */
  readonly specialDays: PointDays['byKey'];
}

/** The series of the period, with the word for simulated in the names of simulated ones. */
function useMarkedTrend({ selection, period, interval, format }: Question) {
  const mark = useWords().t('simulated.mark').toLowerCase();
  const trend = useQuery(trendsQuery(selection, { ...period, interval, timeZone: format.timeZone }));
  const data = useMemo(() => trend.data?.series.map((one) => markedSeries(one, mark)), [trend.data, mark]);
  return { data, isPending: trend.isPending, error: trend.error, refetch: trend.refetch };
}

/** The points of the period and of the compared one. */
export function useShown(question: Question) {
  const { selection, period, interval, format, measure, minCoverage, search } = question;
  const { timeZone } = format;
  const trend = useMarkedTrend(question);
  const other = comparedPeriod(period, search.compare ?? 'before', timeZone);
  const compared = useQuery({
    ...trendsQuery(selection, { from: other.from, to: other.to, interval, timeZone }),
    enabled: search.compare !== undefined,
  });
  const isCompared = search.compare !== undefined;
  const days = useSpecialDays(question, period, true);
  const daysBefore = useSpecialDays(question, other, isCompared);
  const shown = useMemo((): Shown | undefined => {
    if (!trend.data) return undefined;
    const rules = { measure, minCoverage };
    const series = chartSeries(trend.data, { ...rules, days });
    const before =
      isCompared && compared.data ? chartSeries(compared.data.series, { ...rules, days: daysBefore }) : [];
    const places = { days: other.days, interval, timeZone };
    return {
      question,
      series,
      specialDays: days?.byKey ?? new Map(),
      // By key: while another selection loads, one of the two may still be that of the previous one.
      compared:
        before.length === 0
          ? []
          : series.map(({ key, points }) =>
              alignedTo(points, before.find((each) => each.key === key)?.points ?? [], places),
            ),
    };
  }, [
    trend.data,
    compared.data,
    isCompared,
    question,
    measure,
    minCoverage,
    other.days,
    interval,
    timeZone,
    days,
    daysBefore,
  ]);
  return {
    shown,
    isPending: trend.isPending,
    error: trend.error ?? compared.error,
    retry: () => void trend.refetch(),
  };
}
