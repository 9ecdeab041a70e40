import { analysisOf, type AnalysisContext, type Finding, type Judged, type KeptSeries } from './finding.ts';
import { nameColumn, tableOf } from './finding-table.ts';
import { barsOf, listOf, nameOf } from './series-text.ts';

/** Series that were measured too little, and why. */
export const coverage = analysisOf(() => ({}), concludeCoverage);

function concludeCoverage(judged: readonly Judged<object>[], context: AnalysisContext): Finding {
  const { words, format, minCoverage } = context;
  const expected = judged
    .map(({ series }) => series)
    .filter(({ figures }) => figures.expected > 0)
    .sort((a, b) => coverageOf(a) - coverageOf(b));
  const low = expected.filter((one) => coverageOf(one) < minCoverage);
  const itemOf = (one: KeptSeries): string => {
    const percent = format.percent(coverageOf(one));
    const reason = reasonOf(one, context);
    return words.item(nameOf(one), reason === null ? percent : words.list([percent, reason]));
  };
  const limit = format.percent(minCoverage);
  const facts = { count: low.length, of: expected.length, minCoverage: limit };
  return {
    // The report states when nothing was expected.
    sentences:
      expected.length === 0
        ? []
        : low.length === 0
          ? [words.coverage.none(expected.length, limit)]
          : [words.coverage.found({ ...facts, items: listOf(low.map(itemOf), context) })],
    bars: barsOf(
      words.coverage.bars,
      '%',
      expected.map((one) => ({ name: nameOf(one), value: coverageOf(one) })),
    ),
    tables: [lowTable(low, context)],
    rules: [words.coverage.rule],
    ranked: expected,
  };
}

const coverageOf = ({ figures }: KeptSeries): number => figures.coverage ?? 0;

const reasonOf = (
  { figures: { gaps } }: KeptSeries,
  { texts }: Pick<AnalysisContext, 'texts'>,
): string | null => (gaps[0] ? texts.reasons[gaps[0].reason] : null);

const lowTable = (low: readonly KeptSeries[], context: AnalysisContext) =>
  tableOf<KeptSeries>(
    context.words.coverage.table,
    [
      nameColumn(context, nameOf),
      { label: { heading: context.texts.tables.columns.coverage }, kind: 'percent', of: coverageOf },
      { label: 'mainReason', kind: 'text', of: (one) => reasonOf(one, context) },
      {
        label: { heading: context.texts.tables.columns.missing },
        kind: 'count',
        of: ({ figures }) => figures.expected - figures.measured,
      },
      {
        label: { heading: context.texts.tables.columns.leftOut },
        kind: 'count',
        of: ({ figures }) => figures.leftOut,
      },
    ],
    { rows: low, words: context.words },
  );
