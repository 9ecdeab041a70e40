import { epochOf, type ReportChart, type SeriesChange } from '@vialog/contracts';
import { dateOfLocalDay, localDayOf, rounded } from '@vialog/measuring';
import { changeText, type ReportTexts } from '../texts/report-texts.ts';
import { reportSpecialDays } from './report-special-days.ts';
import type { SeriesSummary } from './series-figures.ts';

/** Series drawn as lines; more become bars. */
export const maxLines = 6;
/** Series whose typical week is drawn. */
export const maxWeeks = 3;
const maxMarks = 20;

export interface ChartContext {
  readonly texts: ReportTexts;
  readonly unit: string;
  readonly target: number | undefined;
  readonly minCoverage: number;
}

type DrawnDays = Pick<SeriesSummary, 'figures' | 'days' | 'specialDays'>;

/** Lines by day and typical weeks of a few series; bars of many. */
export function overviewCharts(results: readonly SeriesSummary[], context: ChartContext): ReportChart[] {
  if (results.length > maxLines) return [barsChart(results, context)];
  return [
    daysChart(results, context),
    ...results.slice(0, maxWeeks).map((result) => weekChart(result, context)),
  ];
}

export function daysChart(results: readonly DrawnDays[], context: ChartContext): ReportChart {
  const { texts, unit, target, minCoverage } = context;
  return {
    kind: 'days',
    title: texts.charts.days,
    unit,
    target: target ?? null,
    series: results.map(({ figures, days }) => ({ name: figures.name, days: [...days] })),
    marks: results.flatMap(({ figures }) => marksOf(figures, texts)).slice(0, maxMarks),
    specialDays: reportSpecialDays(
      results.flatMap(({ specialDays }) => specialDays),
      texts.language,
    ),
    minCoverage,
  };
}

/** One mark per local day and series, with everything that changed. */
function marksOf(
  { name, timeZone, changes }: { name: string; timeZone: string; changes: readonly SeriesChange[] },
  texts: ReportTexts,
): { date: string; label: string }[] {
  const byDay = Map.groupBy(changes, ({ changedAt }) => localDate(changedAt, timeZone));
  return [...byDay].map(([date, ofDay]) => {
    const what = [...new Set(ofDay.flatMap((change) => change.what))];
    return { date, label: `${name}: ${changeText(what, texts)}` };
  });
}

const localDate = (instant: string, timeZone: string): string =>
  dateOfLocalDay(localDayOf(epochOf(instant), timeZone));

export function weekChart(
  { figures, cells }: Pick<SeriesSummary, 'figures' | 'cells'>,
  { texts, unit }: ChartContext,
): ReportChart {
  return {
    kind: 'week',
    title: texts.charts.week(figures.name),
    unit,
    cells: cells.map(({ weekday, hour, summary }) => ({
      weekday,
      hour,
      median: summary ? rounded(summary.median) : null,
    })),
  };
}

/** The highest first; series without a figure last. */
export function barsChart(results: readonly SeriesSummary[], { texts, unit }: ChartContext): ReportChart {
  const bars = results
    .map(({ figures: { name, mean, p15, p85 } }) => ({ name, value: mean, low: p15, high: p85 }))
    .sort((a, b) => (b.value ?? -Infinity) - (a.value ?? -Infinity));
  return { kind: 'bars', title: texts.charts.bars, unit, bars };
}
