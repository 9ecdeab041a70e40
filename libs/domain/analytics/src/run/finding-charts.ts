import { isoOf, type DaysChart, type ReportChart } from '@vialog/contracts';
import { daysChart, maxLines, maxWeeks, weekChart } from '@vialog/reports';
import { readComparison } from '../catalogue/periods.ts';
import type { AnalysisContext, Finding, KeptSeries } from '../findings/finding.ts';

/** The chart of the definition first, then the figure of the finding per series, if any series has one. */
export function findingCharts({ bars, ranked }: Finding, context: AnalysisContext): ReportChart[] {
  const { chart } = context.definition;
  const measured = ranked.filter(({ figures }) => figures.hours > 0);
  const figures = bars.bars.length === 0 ? [] : [bars];
  if (chart === 'bars' || measured.length === 0) return figures;
  if (chart === 'week')
    return [...measured.slice(0, maxWeeks).map((one) => weekChart(one, context)), ...figures];
  return [daysOf(measured.slice(0, maxLines), context), ...figures];
}

function daysOf(series: readonly KeptSeries[], context: AnalysisContext): ReportChart {
  const comparison = readComparison(context.definition.comparison);
  return comparison?.kind === 'year_before'
    ? daysOfYears(series.slice(0, maxLines / 2), context, comparison.same)
    : daysInTurn(series, context);
}

/** Days of the period, and those of the year before as a second line over the same dates. */
function daysOfYears(
  series: readonly KeptSeries[],
  context: AnalysisContext,
  same: 'dates' | 'weekdays',
): ReportChart {
  const lines = series.flatMap((one) => [
    one,
    {
      figures: { ...one.figures, name: context.words.change.yearBefore(one.figures.name), changes: [] },
      days: (one.daysBefore ?? []).flatMap((day) => dayOfNextYear(day, same)),
      specialDays: [],
    },
  ]);
  return daysChart(lines, context);
}

/** None for a 29 February, which the next year does not have. */
function dayOfNextYear(day: Day, same: 'dates' | 'weekdays'): Day[] {
  const date = new Date(`${day.date}T00:00:00Z`);
  if (same === 'weekdays') date.setUTCDate(date.getUTCDate() + 364);
  else date.setUTCFullYear(date.getUTCFullYear() + 1);
  const moved = isoOf(date.getTime()).slice(0, 10);
  return same === 'dates' && moved.slice(5) !== day.date.slice(5) ? [] : [{ ...day, date: moved }];
}

/** Days of both periods in one line, with a mark where the second one begins. */
function daysInTurn(series: readonly KeptSeries[], context: AnalysisContext): ReportChart {
  const { words } = context;
  const drawn = series.map((one) => ({
    ...one,
    days: mergedDays(one.daysBefore ?? [], one.days),
  }));
  const chart = daysChart(drawn, context);
  const [first] = series;
  const start = first?.days[0]?.date;
  if (chart.kind !== 'days' || !first?.daysBefore || start === undefined) return chart;
  return { ...chart, marks: [{ date: start, label: words.change.mark }, ...chart.marks] };
}

type Day = DaysChart['series'][number]['days'][number];

/** A day that both periods share has the value of the later one. */
const mergedDays = (before: readonly Day[], days: readonly Day[]): Day[] => [
  ...new Map([...before, ...days].map((day) => [day.date, day])).values(),
];
