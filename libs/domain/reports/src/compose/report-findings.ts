import type { ReportMethod, ReportSeries } from '@vialog/contracts';
import { coverageOf } from '@vialog/measuring';
import type { ValueFormat } from '../texts/format-values.ts';
import type { ReportTexts } from '../texts/report-texts.ts';

/** Series with a sentence each; of more series only the highest and the lowest are named. */
const maxNamed = 6;

export interface FindingContext {
  readonly texts: ReportTexts;
  readonly format: ValueFormat;
  /** Name of the measure in the language. */
  readonly measure: string;
  /** Sentence about the peak hour of the measure. */
  readonly peak: ReportTexts['findings']['peak'];
  readonly minCoverage: number;
}

/** The findings in sentences, each with what it is based on. */
export function overviewFindings(series: readonly ReportSeries[], context: FindingContext): string[] {
  const { texts } = context;
  if (series.length > maxNamed) return rankingSentence(series, context);
  return series.flatMap((one) =>
    one.mean === null
      ? [texts.findings.nothing(one.name)]
      : [...figureSentence(one, context), ...peakSentence(one, context), ...aboveSentence(one, context)],
  );
}

function figureSentence(
  { name, mean, p15, p85, highest }: ReportSeries,
  { texts, format, measure }: FindingContext,
): string[] {
  if (mean === null || p15 === null || p85 === null || !highest) return [];
  return [
    texts.findings.figures({
      measure,
      name,
      mean: format.amount(mean),
      p15: format.amount(p15),
      p85: format.amount(p85),
      highest: format.amount(highest.value),
      highestAt: format.localMinute(highest.localStartAt),
    }),
  ];
}

function peakSentence({ name, peakHour }: ReportSeries, { texts, format, peak }: FindingContext): string[] {
  if (!peakHour) return [];
  const weekday = texts.weekdays[peakHour.weekday - 1] ?? '';
  const hour = `${String(peakHour.hour).padStart(2, '0')}:00`;
  return [peak({ name, weekday, hour, value: format.amount(peakHour.median) })];
}

function aboveSentence({ name, aboveTarget }: ReportSeries, { texts, format }: FindingContext): string[] {
  if (!aboveTarget || aboveTarget.share === null) return [];
  const { target, hours, share, days } = aboveTarget;
  return [
    texts.findings.above({ name, target: format.amount(target), hours, share: format.percent(share), days }),
  ];
}

function rankingSentence(
  series: readonly ReportSeries[],
  { texts, format, measure }: FindingContext,
): string[] {
  const ordered = series
    .flatMap(({ name, mean }) => (mean === null ? [] : [{ name, mean }]))
    .sort((a, b) => b.mean - a.mean);
  const [highest, lowest] = [ordered[0], ordered.at(-1)];
  if (!highest || !lowest) return [texts.findings.nothing(measure)];
  return [
    texts.findings.ranking({
      measure,
      count: series.length,
      highest: highest.name,
      highestValue: format.amount(highest.mean),
      lowest: lowest.name,
      lowestValue: format.amount(lowest.mean),
    }),
  ];
}

/** Says first that figures are simulated. */
export function originSentences({ origins }: ReportMethod, { texts }: FindingContext): string[] {
  if (!origins.includes('simulated')) return [];
  return [origins.length === 1 ? texts.findings.simulated : texts.findings.partlySimulated];
}

/** How sure the findings are: coverage, changes within the period, and the error of the cameras. */
export function uncertaintySentences(
  series: readonly ReportSeries[],
  { models, comparisons, holidays, specialDays }: ReportMethod,
  { texts, format, minCoverage }: FindingContext,
): string[] {
  const sum = (key: 'expected' | 'measured' | 'hours' | 'leftOut'): number =>
    series.reduce((total, one) => total + one[key], 0);
  const coverage = coverageOf({ expected: sum('expected'), measured: sum('measured') });
  const changes = series.reduce((total, one) => total + one.changes.length, 0);
  return [
    coverage === null
      ? texts.findings.notExpected
      : texts.findings.coverage({
          coverage: format.percent(coverage),
          hours: sum('hours'),
          leftOut: sum('leftOut'),
          minCoverage: format.percent(minCoverage),
        }),
    ...holidaySentence({ holidays, specialDays }, texts),
    ...(changes === 0 ? [] : [texts.findings.changed(changes)]),
    ...errorSentences({ models, comparisons }, { texts, format }),
  ];
}

function holidaySentence(
  { holidays, specialDays }: Pick<ReportMethod, 'holidays' | 'specialDays'>,
  { findings }: ReportTexts,
): string[] {
  const names = specialDays.filter(({ leftOut }) => leftOut).map(({ date }) => date);
  if (holidays === 'only') return [findings.onlyHolidays];
  const days = new Set(names).size;
  return days === 0 ? [] : [findings.holidaysLeftOut(days)];
}

function errorSentences(
  { models, comparisons }: Pick<ReportMethod, 'models' | 'comparisons'>,
  { texts, format }: Pick<FindingContext, 'texts' | 'format'>,
): string[] {
  const counts = models.flatMap(({ handCounts }) => (handCounts ? [handCounts] : []));
  const truth = counts.reduce((sum, one) => sum + one.truth, 0);
  const counted = counts.reduce((sum, one) => sum + one.counted, 0);
  const byHand = texts.findings.error({
    counts: counts.reduce((sum, one) => sum + one.counts, 0),
    truth,
    percent: format.signedPercent(((counted - truth) / truth) * 100),
  });
  const errors = comparisons.flatMap(({ errorPercent }) => (errorPercent === null ? [] : [errorPercent]));
  const compared = texts.findings.compared({
    count: errors.length,
    low: format.signedPercent(Math.min(...errors)),
    high: format.signedPercent(Math.max(...errors)),
  });
  const found = [...(truth === 0 ? [] : [byHand]), ...(errors.length === 0 ? [] : [compared])];
  return found.length === 0 ? [texts.findings.noError] : found;
}
