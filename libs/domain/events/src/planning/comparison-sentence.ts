import { measures, type Measure, type TrendComparison } from '@vialog/contracts';
import { minDays } from '@vialog/statistics';

type Compared = Omit<TrendComparison['series'][number], 'sentence' | 'specialDays' | 'leftOutDays'>;

/** A comparison in one English sentence, from the same figures that the response has. */
export function comparisonSentence(measure: Measure, found: Compared): string {
  const { name, before, after, interval, difference, verdict } = found;
  if (verdict === 'too_little' || !interval || difference === null)
    return (
      `Too little was measured to compare ${nounOf(measure)} of ${name}: each period needs ${minDays} days, ` +
      `found ${before.days} before and ${after.days} after.`
    );
  const { amount, change } = amounts(measure);
  const range = `95 % confidence interval ${change(interval.low)} to ${change(interval.high)}`;
  const means = `${amount(before.value ?? 0)} before and ${amount(after.value ?? 0)} after`;
  const days = `from ${before.days} and ${after.days} days${changesIn(found)}`;
  if (verdict === 'no_clear_change')
    return `${capitalised(nounOf(measure))} of ${name} did not change clearly: ${means} (difference ${change(difference)}, ${range}), ${days}.`;
  const direction = verdict === 'higher' ? 'rose' : 'fell';
  return `${capitalised(nounOf(measure))} of ${name} ${direction} by ${change(Math.abs(difference))}${shareOf(found)}: ${means} (difference ${range}), ${days}.`;
}

const nouns: Partial<Record<Measure, string>> = {
  free: 'number of free spaces',
  stopped: 'number of stopped vehicles',
  turnover: 'turnover of spaces',
  stay: 'mean stay',
};
const nounOf = (measure: Measure): string => nouns[measure] ?? measure;

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const shareOf = ({ relative }: Compared): string =>
  relative === null ? '' : ` (${plain(Math.abs(relative) * 100)} %)`;

const changesIn = ({ changes: { length } }: Compared): string =>
  length === 0
    ? ''
    : `, with ${length === 1 ? 'a change' : `${length} changes`} of cameras or zones in between`;

type Writes = (value: number) => string;

/** Writes values of a measure and their differences: ratios in percent, differences of ratios in percentage points. */
function amounts(measure: Measure): { readonly amount: Writes; readonly change: Writes } {
  const { unit } = measures[measure];
  const amount: Writes = (value) => `${plain(value)} ${unit}`;
  if (unit !== 'ratio') return { amount, change: amount };
  return {
    amount: (value) => `${plain(value * 100)} %`,
    change: (value) => `${plain(value * 100)} percentage points`,
  };
}

/** Three significant digits, without an exponent. */
const plain = (value: number): string => String(Number(value.toPrecision(3)));
