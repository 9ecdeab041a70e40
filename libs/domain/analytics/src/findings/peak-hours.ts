import type { HourProfile, ProfileCell } from '@vialog/statistics';
import { analysisOf, type AnalysisContext, type Finding, type Judged } from './finding.ts';
import { nameColumn, tableOf, valueKind } from './finding-table.ts';
import {
  barsOf,
  hourText,
  listOf,
  maxNamed,
  nameOf,
  orNull,
  unmeasuredSentence,
  weekdayText,
} from './series-text.ts';

/** Hours of the week in the table, per series. */
const maxCells = 3;

type Peak = NonNullable<HourProfile['peak']>;

interface Peaks {
  /** Undefined if nothing was measured. */
  readonly peak: Peak | undefined;
  readonly highest: readonly Peak[];
}

type Peaked = Judged<Peaks & { readonly peak: Peak }>;

/** The hours of the typical week with the highest median. */
export const peakHours = analysisOf<Peaks>(
  ({ profile }) => ({ peak: profile.peak, highest: highestCells(profile) }),
  concludePeaks,
);

function concludePeaks(judged: readonly Judged<Peaks>[], context: AnalysisContext): Finding {
  const { words, unit } = context;
  const peaked = judged
    .filter((one): one is Peaked => one.peak !== undefined)
    .sort((a, b) => b.peak.summary.median - a.peak.summary.median);
  const without = judged.filter(({ peak }) => !peak).map(({ series }) => series);
  return {
    sentences: [...sentences(peaked, context), ...unmeasuredSentence(without, context)],
    bars: barsOf(
      words.peak.bars,
      unit,
      peaked.map(({ series: one, peak: { summary } }) => ({
        name: nameOf(one),
        value: summary.median,
        low: summary.p15,
        high: summary.p85,
      })),
    ),
    tables: [cellTable(peaked, context)],
    rules: [words.peak.rule],
    ranked: [...peaked.map((one) => one.series), ...without],
  };
}

function sentences(peaked: readonly Peaked[], context: AnalysisContext): string[] {
  const { words, format } = context;
  const factsOf = ({ series, peak: { weekday, hour, summary } }: Peaked) => ({
    name: nameOf(series),
    weekday: weekdayText(weekday, context),
    hour: hourText(hour),
    median: format.amount(summary.median),
    p15: format.amount(summary.p15),
    p85: format.amount(summary.p85),
  });
  if (peaked.length <= maxNamed)
    return peaked.map((one) => words.peak.one({ ...factsOf(one), hours: one.peak.hours }));
  return [
    words.peak.many(
      peaked.length,
      listOf(
        peaked.map((one) => words.peak.item(factsOf(one))),
        context,
      ),
    ),
  ];
}

interface CellRow {
  readonly name: string;
  readonly rank: number;
  readonly cell: Peak;
}

function cellTable(peaked: readonly Peaked[], context: AnalysisContext) {
  const kind = valueKind(context);
  const { texts, words } = context;
  const { columns } = texts.tables;
  const rows = peaked.flatMap(({ series, highest }) =>
    highest.map((cell, i): CellRow => ({ name: nameOf(series), rank: i + 1, cell })),
  );
  return tableOf<CellRow>(
    words.peak.table,
    [
      nameColumn(context, ({ name }) => name),
      { label: 'rank', kind: 'count', of: ({ rank }) => rank },
      { label: 'weekday', kind: 'text', of: ({ cell }) => weekdayText(cell.weekday, context) },
      { label: 'hour', kind: 'text', of: ({ cell }) => hourText(cell.hour) },
      { label: { heading: columns.median }, kind, of: ({ cell }) => orNull(cell.summary.median) },
      { label: { heading: columns.p15 }, kind, of: ({ cell }) => orNull(cell.summary.p15) },
      { label: { heading: columns.p85 }, kind, of: ({ cell }) => orNull(cell.summary.p85) },
      { label: { heading: columns.hours }, kind: 'count', of: ({ cell }) => cell.hours },
    ],
    { rows, words },
  );
}

const isMeasured = (cell: ProfileCell): cell is Peak => cell.summary !== undefined;

/** The cells with the highest medians, by the rule of the peak hour. */
function highestCells({ cells }: HourProfile): Peak[] {
  const most = cells.reduce((max, { hours }) => Math.max(max, hours), 0);
  return cells
    .filter(isMeasured)
    .filter(({ hours }) => hours * 2 >= most)
    .sort((a, b) => b.summary.median - a.summary.median)
    .slice(0, maxCells);
}
