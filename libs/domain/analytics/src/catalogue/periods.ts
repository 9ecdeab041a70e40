import { dayMs } from '@vialog/contracts';

/** Longest period, days: a year and a month, as of profiles. */
export const maxPeriodDays = 416;

const daysIn: Readonly<Record<string, number>> = { day: 1, week: 7 };

/** Length of a text like `7 days` or `13 weeks`, ms; undefined if it is none. */
export function durationOf(text: string): number | undefined {
  const found = /^([1-9]\d{0,2}) (day|week)s?$/.exec(text.trim());
  if (!found) return undefined;
  const days = Number(found[1]) * (daysIn[found[2] ?? ''] ?? 0);
  return days <= maxPeriodDays ? days * dayMs : undefined;
}

export type Comparison =
  | { readonly kind: 'none' }
  | { readonly kind: 'before_and_after' }
  /** The time directly before the period. */
  | { readonly kind: 'time_before'; readonly lengthMs: number }
  /** The same period a year before: of the same dates, or 52 weeks before, which has the same weekdays. */
  | { readonly kind: 'year_before'; readonly same: 'dates' | 'weekdays' };

/** Longest period that does not overlap that of the year before, ms. */
export const maxYearBeforeMs = 364 * dayMs;

/** Reads a comparison of a definition; undefined if it is none of the expected texts. */
export function readComparison(text: string): Comparison | undefined {
  const stated = text.trim();
  if (stated === 'none') return { kind: 'none' };
  if (stated === 'before and after') return { kind: 'before_and_after' };
  if (stated === 'year before') return { kind: 'year_before', same: 'dates' };
  if (stated === 'same weekdays a year before') return { kind: 'year_before', same: 'weekdays' };
  if (!stated.endsWith(' before')) return undefined;
  const lengthMs = durationOf(stated.slice(0, -' before'.length));
  return lengthMs === undefined ? undefined : { kind: 'time_before', lengthMs };
}
