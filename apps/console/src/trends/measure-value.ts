import { oneDecimal, percent, wholeNumber } from '../format/numbers.ts';
import type { Measure } from '@vialog/contracts';

/** A value as people read it: a share of the spaces, whole vehicles per hour, else one decimal. */
export function measureValue(value: number, measure: Measure, language: string): string {
  if (measure === 'occupancy') return percent(value, language);
  if (measure === 'turnover') return twoDecimals(value, language);
  const isWhole = measure === 'flow' || measure === 'balance' || Math.abs(value) >= 100;
  return isWhole ? wholeNumber(Math.round(value), language) : oneDecimal(value, language);
}

/** A difference with its sign; of ratios in percentage points, as a number. */
export function differenceValue(value: number, measure: Measure, language: string): string {
  const shown = measure === 'occupancy' ? value * 100 : value;
  return new Intl.NumberFormat(language, {
    signDisplay: 'exceptZero',
    maximumFractionDigits: digitsOf(measure),
  }).format(shown);
}

const twoDecimals = (value: number, language: string): string =>
  new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(value);

function digitsOf(measure: Measure): number {
  if (measure === 'flow') return 0;
  return measure === 'turnover' ? 2 : 1;
}
