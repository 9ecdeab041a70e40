import type { ReportLanguage } from '@vialog/contracts';
import { textsOf } from './texts-of.ts';

/** Formats values of a report for readers of its language. */
export interface ValueFormat {
  /** A value with its unit; a ratio as percent. */
  readonly amount: (value: number) => string;
  readonly number: (value: number) => string;
  readonly percent: (ratio: number) => string;
  /** A number of percent with its sign. */
  readonly signedPercent: (percent: number) => string;
  readonly count: (value: number) => string;
  /** An instant as a day in a time zone. */
  readonly day: (instant: string | number, timeZone: string) => string;
  /** A local time with offset as day and minute. */
  readonly localMinute: (localStartAt: string) => string;
}

/** @param unit unit of the measure in the language; `%` for ratios */
export function valueFormat(language: ReportLanguage, unit: string): ValueFormat {
  const { locale } = textsOf(language);
  const digits = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 });
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const signed = new Intl.NumberFormat(locale, { maximumFractionDigits: 1, signDisplay: 'exceptZero' });
  const percentSign = language === 'zh' ? '%' : ' %';
  const percent = (ratio: number): string => `${percentDigits(ratio, digits)}${percentSign}`;
  return {
    amount: (value) => (unit === '%' ? percent(value) : `${digits.format(value)} ${unit}`),
    number: (value) => digits.format(value),
    percent,
    signedPercent: (value) => `${signed.format(value)}${percentSign}`,
    count: (value) => whole.format(value),
    day: (instant, timeZone) =>
      new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone }).format(new Date(instant)),
    localMinute: (localStartAt) =>
      `${new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(
        new Date(`${localStartAt.slice(0, 10)}T00:00:00Z`),
      )} ${localStartAt.slice(11, 16)}`,
  };
}

/** Percent with three digits; 99.96 % of something is never shown as 100 %. */
function percentDigits(ratio: number, digits: Intl.NumberFormat): string {
  const percent = ratio * 100;
  const text = digits.format(percent);
  return text === '100' && percent < 100 ? digits.format(99.9) : text;
}
