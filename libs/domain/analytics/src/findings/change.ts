import { rounded } from '@vialog/measuring';
import { comparePeriods, minDays, type PeriodComparison } from '@vialog/statistics';
import { analysisOf, type AnalysisContext, type Finding, type Judged } from './finding.ts';
import { nameColumn, tableOf, valueKind } from './finding-table.ts';
import { barsOf, listOf, maxNamed, nameOf, orNull } from './series-text.ts';

type Compared = Judged<{ readonly comparison: PeriodComparison }>;

/** How the period differs from the one before. */
export const change = analysisOf(
  ({ compared = [], hours }, { minCoverage }) => ({
    comparison: comparePeriods(compared, hours, minCoverage),
  }),
  concludeChange,
);

function concludeChange(judged: readonly Compared[], context: AnalysisContext): Finding {
  const { words } = context;
  const all = [...judged].sort((a, b) => sizeOf(b) - sizeOf(a));
  const { unit, factor } = differenceUnit(context);
  return {
    sentences: [...sentences(all, context), words.change.cause],
    bars: barsOf(
      words.change.bars,
      unit,
      all.map(({ series: one, comparison: { difference, interval } }) => ({
        name: nameOf(one),
        value: difference === undefined ? null : difference * factor,
        ...(interval && { low: interval.low * factor, high: interval.high * factor }),
      })),
    ),
    tables: [comparisonTable(all, context)],
    rules: [words.change.rule],
    ranked: all.map((one) => one.series),
  };
}

/** Clear changes first, by their size. */
const sizeOf = ({ comparison: { verdict, difference = 0, before } }: Compared): number => {
  if (verdict === 'too_little') return -1;
  const relative = before.value ? Math.abs(difference / before.value) : 0;
  return relative + (verdict === 'no_clear_change' ? 0 : 1);
};

/** Differences of ratios are in percentage points. */
const differenceUnit = ({ unit, words }: Pick<AnalysisContext, 'unit' | 'words'>) =>
  unit === '%' ? { unit: words.points, factor: 100 } : { unit, factor: 1 };

export function differenceText(difference: number, context: AnalysisContext): string {
  const { unit, factor } = differenceUnit(context);
  return `${context.format.number(rounded(difference * factor))} ${unit}`;
}

function sentences(all: readonly Compared[], context: AnalysisContext): string[] {
  if (all.length <= maxNamed) return all.map((one) => sentence(one, context));
  const { words } = context;
  const count = (verdict: PeriodComparison['verdict']): number =>
    all.filter(({ comparison }) => comparison.verdict === verdict).length;
  const clear = all.filter(({ comparison: { verdict } }) => verdict === 'higher' || verdict === 'lower');
  const items = clear.map(({ series, comparison }) =>
    words.item(nameOf(series), differenceText(comparison.difference ?? 0, context)),
  );
  return [
    words.change.many({
      higher: count('higher'),
      lower: count('lower'),
      unclear: count('no_clear_change'),
      tooLittle: count('too_little'),
    }),
    ...(items.length === 0 ? [] : [words.change.strongest(listOf(items, context))]),
  ];
}

function sentence({ series, comparison }: Compared, context: AnalysisContext): string {
  const { words, format, measure } = context;
  const { before, after, difference, interval, effectSize, verdict } = comparison;
  const name = nameOf(series);
  if (difference === undefined || !interval)
    return words.change.tooLittle({ name, needed: minDays, before: before.days, after: after.days });
  const facts = {
    measure,
    name,
    before: format.amount(before.value ?? 0),
    after: format.amount(after.value ?? 0),
    relative: before.value ? format.percent(Math.abs(difference / before.value)) : null,
    low: differenceText(interval.low, context),
    high: differenceText(interval.high, context),
    effectSize: effectSize === undefined ? null : format.number(effectSize),
    daysBefore: before.days,
    daysAfter: after.days,
  };
  if (verdict === 'no_clear_change')
    return words.change.unclear({ ...facts, difference: differenceText(difference, context) });
  return words.change.moved({
    ...facts,
    difference: differenceText(Math.abs(difference), context),
    isHigher: verdict === 'higher',
  });
}

function comparisonTable(all: readonly Compared[], context: AnalysisContext) {
  const kind = valueKind(context);
  const { words } = context;
  return tableOf<Compared>(
    words.change.table,
    [
      nameColumn(context, ({ series }) => nameOf(series)),
      { label: 'verdict', kind: 'text', of: ({ comparison }) => words.change.verdicts[comparison.verdict] },
      { label: 'before', kind, of: ({ comparison }) => orNull(comparison.before.value) },
      { label: 'after', kind, of: ({ comparison }) => orNull(comparison.after.value) },
      { label: 'difference', kind, of: ({ comparison }) => orNull(comparison.difference) },
      { label: 'low', kind, of: ({ comparison }) => orNull(comparison.interval?.low) },
      { label: 'high', kind, of: ({ comparison }) => orNull(comparison.interval?.high) },
      { label: 'effectSize', kind: 'number', of: ({ comparison }) => orNull(comparison.effectSize) },
      { label: 'daysBefore', kind: 'count', of: ({ comparison }) => comparison.before.days },
      { label: 'daysAfter', kind: 'count', of: ({ comparison }) => comparison.after.days },
    ],
    { rows: all, words },
  );
}
