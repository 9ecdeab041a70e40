import { besideUsual, minPeriods, type BesideUsual } from './beside-usual.ts';
import {
  analysisOf,
  type AnalysedSeries,
  type AnalysisContext,
  type Finding,
  type Judged,
} from './finding.ts';
import { nameColumn, tableOf, valueKind } from './finding-table.ts';
import { barsOf, maxNamed, nameOf, orNull, unmeasuredSentence } from './series-text.ts';

type Placed = Judged<{ readonly place: BesideUsual }>;
type Place = Judged<{ readonly place: BesideUsual | undefined }>;

/** The period beside the earlier ones of the same length. */
export const usualWeek = analysisOf((series, context) => ({ place: placeOf(series, context) }), concludeWeek);

function concludeWeek(all: readonly Place[], context: AnalysisContext): Finding {
  const { words, unit } = context;
  const placed = all
    .filter((one): one is Placed => one.place !== undefined)
    .sort((a, b) => b.place.value - a.place.value);
  const without = all.filter(({ place }) => !place).map((one) => one.series);
  return {
    sentences: [
      ...sentences(placed, context),
      ...(without.length > maxNamed
        ? unmeasuredSentence(without, context)
        : without.map((one) => words.week.tooLittle(nameOf(one), minPeriods))),
    ],
    bars: barsOf(
      words.week.bars,
      unit,
      placed.map(({ series: one, place: { value, low, high } }) => ({ name: nameOf(one), value, low, high })),
    ),
    tables: [placeTable(placed, context)],
    rules: [words.week.rule],
    ranked: [...placed.map((one) => one.series), ...without],
  };
}

function placeOf(
  { hours, compared }: AnalysedSeries,
  { periods, minCoverage }: AnalysisContext,
): BesideUsual | undefined {
  const { from, to } = periods.main;
  return besideUsual(hours, compared ?? [], { minCoverage, from, lengthMs: to - from });
}

function sentences(placed: readonly Placed[], { words, format }: AnalysisContext): string[] {
  if (placed.length === 0) return [];
  if (placed.length > maxNamed) {
    const count = (verdict: BesideUsual['verdict']): number =>
      placed.filter(({ place }) => place.verdict === verdict).length;
    return [words.week.many({ higher: count('higher'), lower: count('lower'), usual: count('usual') })];
  }
  return placed.map(({ series, place }) =>
    words.week.one({
      ...place,
      name: nameOf(series),
      value: format.amount(place.value),
      usual: format.amount(place.usual),
      low: format.amount(place.low),
      high: format.amount(place.high),
    }),
  );
}

function placeTable(placed: readonly Placed[], context: AnalysisContext) {
  const kind = valueKind(context);
  const { words } = context;
  return tableOf<Placed>(
    words.week.table,
    [
      nameColumn(context, ({ series }) => nameOf(series)),
      { label: 'verdict', kind: 'text', of: ({ place }) => words.week.verdicts[place.verdict] },
      { label: 'value', kind, of: ({ place }) => orNull(place.value) },
      { label: 'usual', kind, of: ({ place }) => orNull(place.usual) },
      { label: 'usualLow', kind, of: ({ place }) => orNull(place.low) },
      { label: 'usualHigh', kind, of: ({ place }) => orNull(place.high) },
      { label: 'higherThan', kind: 'count', of: ({ place }) => place.higherThan },
      { label: 'periods', kind: 'count', of: ({ place }) => place.periods },
    ],
    { rows: placed, words },
  );
}
