import { dateOfLocalDay, rounded } from '@vialog/measuring';
import type { Anomalies, Anomaly } from '@vialog/statistics';
import { threshold, unusualDaysOf } from './day-values.ts';
import { analysisOf, type AnalysisContext, type Finding, type Judged } from './finding.ts';
import { nameColumn, tableOf, valueKind } from './finding-table.ts';
import { barsOf, listOf, nameOf, unmeasuredSentence, weekdayText } from './series-text.ts';

type JudgedDays = Judged<{ readonly days: Anomalies }>;

interface UnusualDay {
  readonly name: string;
  readonly day: Anomaly;
}

/** Local days that differ from the same weekday before. */
export const unusualDays = analysisOf(
  ({ compared = [], hours }, { minCoverage, periods }) => ({
    days: unusualDaysOf([...compared, ...hours], { minCoverage, from: periods.main.from }),
  }),
  concludeDays,
);

function concludeDays(all: readonly JudgedDays[], context: AnalysisContext): Finding {
  const { words, format } = context;
  const judged = [...all].sort((a, b) => b.days.found.length - a.days.found.length);
  const found = judged
    .flatMap(({ series: one, days }) => days.found.map((day): UnusualDay => ({ name: nameOf(one), day })))
    .sort((a, b) => Math.abs(b.day.score) - Math.abs(a.day.score));
  const without = all.map(({ series }) => series).filter(({ figures }) => figures.hours === 0);
  return {
    sentences: [...sentences(found, judged, context), ...unmeasuredSentence(without, context)],
    bars: barsOf(
      words.unusual.bars,
      words.days,
      judged.map(({ series: one, days }) => ({ name: nameOf(one), value: days.found.length })),
    ),
    tables: [dayTable(found, context)],
    rules: [words.unusual.rule(format.number(threshold))],
    ranked: judged.map((one) => one.series),
  };
}

function sentences(
  found: readonly UnusualDay[],
  all: readonly JudgedDays[],
  context: AnalysisContext,
): string[] {
  const { words, format } = context;
  const total = (of: (days: Anomalies) => number): number => all.reduce((sum, { days }) => sum + of(days), 0);
  const judged = total((days) => days.judged);
  const unjudged = total((days) => days.withoutBaseline);
  const items = found.map(({ name, day: { hour, baseline, score } }) =>
    words.unusual.item({
      name,
      day: `${weekdayText(hour.weekday, context)} ${dateOfLocalDay(hour.day)}`,
      value: format.amount(hour.value),
      usual: format.amount(baseline.median),
      score: signed(score),
    }),
  );
  const noneFound = judged === 0 ? [] : [words.unusual.none(judged)];
  return [
    ...(items.length === 0
      ? noneFound
      : [words.unusual.found(items.length, judged, listOf(items, context)), words.unusual.chance]),
    ...(unjudged === 0 ? [] : [words.unusual.noBaseline(unjudged)]),
  ];
}

const signed = (score: number): string => `${score > 0 ? '+' : '−'}${Math.abs(score).toFixed(1)}`;

function dayTable(found: readonly UnusualDay[], context: AnalysisContext) {
  const kind = valueKind(context);
  return tableOf<UnusualDay>(
    context.words.unusual.table,
    [
      nameColumn(context, ({ name }) => name),
      { label: 'date', kind: 'text', of: ({ day }) => dateOfLocalDay(day.hour.day) },
      { label: 'weekday', kind: 'text', of: ({ day }) => weekdayText(day.hour.weekday, context) },
      { label: 'value', kind, of: ({ day }) => rounded(day.hour.value) },
      { label: 'usual', kind, of: ({ day }) => rounded(day.baseline.median) },
      { label: 'score', kind: 'number', of: ({ day }) => rounded(day.score) },
      {
        label: { heading: context.texts.tables.columns.coverage },
        kind: 'percent',
        of: ({ day }) => rounded(day.hour.measured / day.hour.expected),
      },
    ],
    { rows: found, words: context.words },
  );
}
