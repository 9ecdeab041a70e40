import type { BarsChart } from '@vialog/contracts';
import { rounded } from '@vialog/measuring';
import type { AnalysisContext, KeptSeries } from './finding.ts';

/** Series with a sentence each; of more series only this many are named. */
export const maxNamed = 6;

export const nameOf = ({ figures: { name } }: KeptSeries): string => name;

/** A list of items in the language; of long ones the first and the number of the others. */
export function listOf(items: readonly string[], { words }: Pick<AnalysisContext, 'words'>): string {
  const rest = items.length - maxNamed;
  return words.list(rest > 0 ? [...items.slice(0, maxNamed), words.more(rest)] : items);
}

/** A sentence about the series without a figure, if there are any. */
export function unmeasuredSentence(
  series: readonly KeptSeries[],
  context: Pick<AnalysisContext, 'words'>,
): string[] {
  return series.length === 0 ? [] : [context.words.unmeasured(listOf(series.map(nameOf), context))];
}

export const hourText = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;

export const weekdayText = (weekday: number, { texts }: Pick<AnalysisContext, 'texts'>): string =>
  texts.weekdays[weekday - 1] ?? '';

export interface Bar {
  readonly name: string;
  readonly value: number | null;
  readonly low?: number;
  readonly high?: number;
}

export const barsOf = (title: string, unit: string, bars: readonly Bar[]): BarsChart => ({
  kind: 'bars',
  title,
  unit,
  bars: bars.map(({ name, value, low, high }) => ({
    name,
    value: orNull(value),
    low: orNull(low),
    high: orNull(high),
  })),
});

export const orNull = (value: number | null | undefined): number | null =>
  value === undefined || value === null ? null : rounded(value);
