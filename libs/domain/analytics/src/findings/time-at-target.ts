import { analysisOf, type AnalysisContext, type Finding, type Judged } from './finding.ts';
import { nameColumn, tableOf, type TableColumn } from './finding-table.ts';
import {
  barsOf,
  hourText,
  listOf,
  maxNamed,
  nameOf,
  unmeasuredSentence,
  weekdayText,
} from './series-text.ts';
import { summaryOfDays, targetDays, type TargetDay, type TargetDays } from './target-days.ts';

interface WeekdaySummary {
  readonly weekday: number;
  readonly summary: TargetDays;
}

type Reached = Judged<{ readonly summary: TargetDays; readonly weekdays: readonly WeekdaySummary[] }>;

const shareOf = ({ reached, days }: TargetDays): number => (days === 0 ? 0 : reached / days);

/** On which days, and from which hour, the series reach the target. */
export const timeAtTarget = analysisOf(({ hours }, { target = 0, minCoverage }) => {
  const days = targetDays(hours, target, minCoverage);
  return { summary: summaryOfDays(days), weekdays: byWeekday(days) };
}, concludeDays);

function concludeDays(judged: readonly Reached[], context: AnalysisContext): Finding {
  const { words, format, target = 0 } = context;
  const all = [...judged].sort((a, b) => shareOf(b.summary) - shareOf(a.summary));
  const measured = all.filter(({ series: one }) => one.figures.hours > 0);
  const without = all.filter(({ series: one }) => one.figures.hours === 0).map((one) => one.series);
  const few = measured.length <= maxNamed;
  return {
    sentences: [...sentences(measured, context), ...unmeasuredSentence(without, context)],
    bars: barsOf(
      words.target.bars(format.amount(target)),
      '%',
      measured.map(({ series: one, summary }) => ({
        name: nameOf(one),
        value: shareOf(summary),
        low: shareOf(summary),
        high: summary.days === 0 ? 0 : (summary.reached + summary.undecided) / summary.days,
      })),
    ),
    tables: [dayTable(measured, context), ...(few ? [weekdayTable(measured, context)] : [])],
    rules: [words.target.rule],
    ranked: [...measured.map((one) => one.series), ...without],
  };
}

function sentences(all: readonly Reached[], context: AnalysisContext): string[] {
  const { words, format, target = 0 } = context;
  if (all.length <= maxNamed) return all.map((one) => sentence(one, context));
  const reached = all.filter(({ summary }) => summary.reached > 0);
  const items = reached.map(({ series, summary }) =>
    words.item(nameOf(series), format.percent(shareOf(summary))),
  );
  return [
    words.target.many({
      count: reached.length,
      of: all.length,
      target: format.amount(target),
      items: listOf(items, context),
    }),
  ];
}

function sentence({ series, weekdays, summary }: Reached, context: AnalysisContext): string {
  const { words, format, target = 0 } = context;
  const stated = {
    name: nameOf(series),
    target: format.amount(target),
    days: summary.days,
    undecided: summary.undecided,
  };
  if (summary.reached === 0) return words.target.never(stated);
  const [best] = [...weekdays].sort((a, b) => shareOf(b.summary) - shareOf(a.summary));
  return words.target.reached({
    ...stated,
    reached: summary.reached,
    weekday: weekdayText(best?.weekday ?? 1, context),
    weekdayReached: best?.summary.reached ?? 0,
    weekdayDays: best?.summary.days ?? 0,
    halfBy: summary.halfBy === undefined ? null : hourText(summary.halfBy),
  });
}

const byWeekday = (days: readonly TargetDay[]): WeekdaySummary[] =>
  [...Map.groupBy(days, ({ weekday }) => weekday)]
    .sort(([a], [b]) => a - b)
    .map(([weekday, ofWeekday]) => ({ weekday, summary: summaryOfDays(ofWeekday) }));

const dayColumns: readonly TableColumn<{ readonly summary: TargetDays }>[] = [
  { label: 'days', kind: 'count', of: ({ summary }) => summary.days },
  { label: 'reached', kind: 'count', of: ({ summary }) => summary.reached },
  { label: 'undecided', kind: 'count', of: ({ summary }) => summary.undecided },
  {
    label: 'halfBy',
    kind: 'text',
    of: ({ summary: { halfBy } }) => (halfBy === undefined ? null : hourText(halfBy)),
  },
];

const dayTable = (all: readonly Reached[], context: AnalysisContext) =>
  tableOf<Reached>(
    context.words.target.table,
    [nameColumn(context, ({ series }) => nameOf(series)), ...dayColumns],
    { rows: all, words: context.words },
  );

function weekdayTable(all: readonly Reached[], context: AnalysisContext) {
  const rows = all.flatMap(({ series, weekdays }) =>
    weekdays.map((one) => ({ ...one, name: nameOf(series) })),
  );
  return tableOf<(typeof rows)[number]>(
    context.words.target.weekdays,
    [
      nameColumn(context, ({ name }) => name),
      { label: 'weekday', kind: 'text', of: ({ weekday }) => weekdayText(weekday, context) },
      ...dayColumns,
    ],
    { rows, words: context.words },
  );
}
