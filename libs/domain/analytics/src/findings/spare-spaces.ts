import { analysisOf, type AnalysisContext, type Finding, type Judged, type KeptSeries } from './finding.ts';
import { boundedShare, type BoundedShare } from './bounded-share.ts';
import { nameColumn, tableOf, valueKind } from './finding-table.ts';
import { barsOf, listOf, nameOf, orNull, unmeasuredSentence } from './series-text.ts';

/** Share of the hours up to which a series reaches the target rarely. */
const defaultShare = 0.1;

interface Shared {
  readonly series: KeptSeries;
  readonly bounds: BoundedShare;
}

/** Series that rarely reach the target. */
export const spareSpaces = analysisOf(() => ({}), concludeShares);

function concludeShares(judged: readonly Judged<object>[], context: AnalysisContext): Finding {
  const { words, format, target = 0 } = context;
  const series = judged.map((one) => one.series);
  const shared = series.flatMap((one): Shared[] => {
    const { hours, leftOut, aboveTarget } = one.figures;
    const bounds = boundedShare(aboveTarget?.hours ?? 0, hours, leftOut);
    return bounds ? [{ series: one, bounds }] : [];
  });
  shared.sort((a, b) => a.bounds.share - b.bounds.share);
  const without = series.filter(({ figures }) => figures.hours === 0);
  return {
    sentences: [...sentences(shared, context), ...unmeasuredSentence(without, context)],
    bars: barsOf(
      words.spare.bars(format.amount(target)),
      '%',
      shared.map(({ series: one, bounds: { share, low, high } }) => ({
        name: nameOf(one),
        value: share,
        low,
        high,
      })),
    ),
    tables: [shareTable(shared, context)],
    rules: [words.spare.rule],
    ranked: [...shared.map((one) => one.series), ...without],
  };
}

function sentences(shared: readonly Shared[], context: AnalysisContext): string[] {
  const { words, format, target = 0, definition } = context;
  if (shared.length === 0) return [];
  const limit = definition.share ?? defaultShare;
  const rare = shared.filter(({ bounds }) => bounds.share <= limit);
  const facts = {
    count: rare.length,
    of: shared.length,
    target: format.amount(target),
    share: format.percent(limit),
  };
  const itemOf = ({ series, bounds }: Shared): string =>
    words.item(nameOf(series), format.percent(bounds.share));
  const uncertain = shared
    .filter(({ bounds: { low, high } }) => low <= limit && high > limit)
    .map(({ series, bounds }) => words.item(nameOf(series), words.spare.upTo(format.percent(bounds.high))));
  return [
    rare.length === 0
      ? words.spare.none(facts)
      : words.spare.found({ ...facts, items: listOf(rare.map(itemOf), context) }),
    ...(uncertain.length === 0 ? [] : [words.spare.uncertain(listOf(uncertain, context))]),
  ];
}

const shareTable = (shared: readonly Shared[], context: AnalysisContext) =>
  tableOf<Shared>(
    context.words.spare.table,
    [
      nameColumn(context, ({ series }) => nameOf(series)),
      { label: 'share', kind: 'percent', of: ({ bounds }) => orNull(bounds.share) },
      { label: 'lowShare', kind: 'percent', of: ({ bounds }) => orNull(bounds.low) },
      { label: 'highShare', kind: 'percent', of: ({ bounds }) => orNull(bounds.high) },
      {
        label: { heading: context.texts.tables.columns.median },
        kind: valueKind(context),
        of: ({ series }) => series.figures.median,
      },
      {
        label: { heading: context.texts.tables.columns.hours },
        kind: 'count',
        of: ({ series }) => series.figures.hours,
      },
      {
        label: { heading: context.texts.tables.columns.leftOut },
        kind: 'count',
        of: ({ series }) => series.figures.leftOut,
      },
    ],
    { rows: shared, words: context.words },
  );
