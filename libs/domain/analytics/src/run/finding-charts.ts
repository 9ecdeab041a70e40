import type { DaysChart, ReportChart } from '@vialog/contracts';
import { dayFigures, daysChart, maxLines, maxWeeks, weekChart } from '@vialog/reports';
import type { AnalysedSeries, AnalysisContext, Finding } from '../findings/finding.ts';

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

/** Days of both periods, with a mark where the second one begins. */
function daysOf(series: readonly AnalysedSeries[], context: AnalysisContext): ReportChart {
  const { words, minCoverage } = context;
  const drawn = series.map((one) => ({
    ...one,
    days: mergedDays([...dayFigures(one.compared ?? [], minCoverage)], one.days),
  }));
  const chart = daysChart(drawn, context);
  const [first] = series;
  const start = first?.days[0]?.date;
  if (chart.kind !== 'days' || !first?.compared || start === undefined) return chart;
  return { ...chart, marks: [{ date: start, label: words.change.mark }, ...chart.marks] };
}

type Day = DaysChart['series'][number]['days'][number];

/** A day that both periods share has the value of the later one. */
const mergedDays = (before: readonly Day[], days: readonly Day[]): Day[] => [
  ...new Map([...before, ...days].map((day) => [day.date, day])).values(),
];
