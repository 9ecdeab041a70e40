import { measures, type Measure, type TrendComparison } from '@vialog/contracts';
import { minDays } from '@vialog/statistics';

type Compared = Omit<TrendComparison['series'][number], 'sentence'>;

/** A comparison in one English sentence, from the same figures that the response has. */
export function comparisonSentence(measure: Measure, found: Compared): string {
  const { name, before, after, interval, difference, verdict } = found;
  if (verdict === 'too_little' || !interval || difference === null)
    return (
      `Too little was measured to compare ${measure} of ${name}: each period needs ${minDays} days, ` +
      `found ${before.days} before and ${after.days} after.`
    );
  const amount = amounts(measure);
  const range = `95 % confidence interval ${amount(interval.low)} to ${amount(interval.high)}`;
  const means = `${amount(before.value ?? 0)} before and ${amount(after.value ?? 0)} after`;
  const days = `from ${before.days} and ${after.days} days${changesIn(found)}`;
  if (verdict === 'no_clear_change')
    return `${capitalised(measure)} of ${name} did not change clearly: ${means} (difference ${amount(difference)}, ${range}), ${days}.`;
  const direction = verdict === 'higher' ? 'rose' : 'fell';
  return `${capitalised(measure)} of ${name} ${direction} by ${amount(Math.abs(difference))}${shareOf(found)}: ${means} (difference ${range}), ${days}.`;
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const shareOf = ({ relative }: Compared): string =>
  relative === null ? '' : ` (${plain(Math.abs(relative) * 100)} %)`;

const changesIn = ({ changes: { length } }: Compared): string =>
  length === 0
    ? ''
    : `, with ${length === 1 ? 'a change' : `${length} changes`} of cameras or zones in between`;

/** Writes values of a measure; a ratio as percentage points. */
function amounts(measure: Measure): (value: number) => string {
  const { unit } = measures[measure];
  return unit === 'ratio' ? (value) => `${plain(value * 100)} %` : (value) => `${plain(value)} ${unit}`;
}

/** Three significant digits, without an exponent. */
const plain = (value: number): string => String(Number(value.toPrecision(3)));
