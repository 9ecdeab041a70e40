import { analysisOf, type AnalysisContext, type Finding, type Judged } from './finding.ts';
import { tableOf } from './finding-table.ts';
import { lotHours, lotPairs, type LotHours, type LotPair } from './lot-pairs.ts';
import { barsOf, listOf, maxNamed, nameOf, orNull, unmeasuredSentence } from './series-text.ts';

/** Share of the hours in which one lot must have room for both. */
const defaultShare = 0.95;

type Lot = Judged<{ readonly hours: LotHours }>;

/** Lots whose vehicles have room in one of two. */
export const mergeable = analysisOf((series) => ({ hours: lotHours(series) }), concludePairs);

function concludePairs(judged: readonly Lot[], context: AnalysisContext): Finding {
  const { words, format, definition, target = 1 } = context;
  const series = judged.map((one) => one.series);
  const lots = judged.filter(({ series: { spaces, figures } }) => spaces > 0 && figures.hours > 0);
  const unknown = series.filter(({ spaces }) => spaces === 0);
  const without = series.filter(({ spaces, figures }) => spaces > 0 && figures.hours === 0);
  const pairs = lotPairs(lots, { target, distance: definition.distance });
  const ruleFacts = {
    target: format.amount(target),
    share: format.percent(definition.share ?? defaultShare),
    distance: distanceText(definition.distance, context),
  };
  return {
    sentences: [
      ...sentences(pairs, lots, context),
      ...(unknown.length === 0 ? [] : [words.merge.noCapacity(listOf(unknown.map(nameOf), context))]),
      ...unmeasuredSentence(without, context),
    ],
    bars: barsOf(
      words.merge.bars,
      '%',
      pairs.map(({ keep, close, bounds: { share, low, high } }) => ({
        name: words.merge.pair(nameOf(keep), nameOf(close)),
        value: share,
        low,
        high,
      })),
    ),
    tables: [pairTable(pairs, context)],
    rules: [words.merge.rule(ruleFacts)],
    ranked: [...new Set(pairs.flatMap(({ keep, close }) => [keep, close]))],
  };
}

const distanceText = (metres: number, { format }: Pick<AnalysisContext, 'format'>): string =>
  `${format.count(metres)} m`;

function sentences(pairs: readonly LotPair[], lots: readonly Lot[], context: AnalysisContext): string[] {
  const { words, format, definition, target = 1 } = context;
  const limit = definition.share ?? defaultShare;
  const found = pairs.filter(({ bounds }) => bounds.share >= limit);
  const [first] = lots;
  if (!first) return [];
  if (lots.length === 1) return [words.merge.single(nameOf(first.series))];
  if (found.length === 0)
    return [
      words.merge.none({
        count: lots.length,
        distance: distanceText(definition.distance, context),
        target: format.amount(target),
        share: format.percent(limit),
      }),
    ];
  return found.slice(0, maxNamed).map(({ keep, close, hours, bounds, distance }) =>
    words.merge.found({
      keep: nameOf(keep),
      close: nameOf(close),
      capacity: keep.spaces,
      share: format.percent(bounds.share),
      hours,
      target: format.amount(target),
      distance: distanceText(distance, context),
    }),
  );
}

const pairTable = (pairs: readonly LotPair[], context: AnalysisContext) =>
  tableOf<LotPair>(
    context.words.merge.table,
    [
      { label: 'keep', kind: 'text', of: ({ keep }) => nameOf(keep) },
      { label: 'close', kind: 'text', of: ({ close }) => nameOf(close) },
      { label: 'capacity', kind: 'count', of: ({ keep }) => keep.spaces },
      { label: 'distance', kind: 'count', of: ({ distance }) => Math.round(distance) },
      { label: 'share', kind: 'percent', of: ({ bounds }) => orNull(bounds.share) },
      { label: 'lowShare', kind: 'percent', of: ({ bounds }) => orNull(bounds.low) },
      { label: 'highShare', kind: 'percent', of: ({ bounds }) => orNull(bounds.high) },
      { label: 'highestFill', kind: 'percent', of: ({ highestFill }) => orNull(highestFill) },
      { label: { heading: context.texts.tables.columns.hours }, kind: 'count', of: ({ hours }) => hours },
    ],
    { rows: pairs, words: context.words },
  );
