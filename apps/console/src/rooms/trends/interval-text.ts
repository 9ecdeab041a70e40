import {
  dateAndWeekday,
  dayAndMonth,
  dayMonthYear,
  dayOfMonth,
  monthAndYear,
  shortMonth,
  timeOfDay,
  yearOf,
  type TimeFormat,
} from '../../format/times.ts';
import { endOfInterval } from './period.ts';
import type { ShownInterval } from './trends-search.ts';

/** An interval as text, such as "Mon 30 Nov 06:00–07:00", "Mon 30 Nov", "30 Nov – 6 Dec" or "November 2026". */
export function intervalText(at: number, interval: ShownInterval, format: TimeFormat): string {
  const end = endOfInterval(at, interval, format.timeZone);
  switch (interval) {
    case '15m':
    case '1h':
      return `${dayAndMonth(at, format)} ${timeOfDay(at, format)}–${timeOfDay(end, format)}`;
    case '1d':
      return dateAndWeekday(at, format);
    case '1w':
      return `${dayOfMonth(at, format)} – ${dayMonthYear(end - 1, format)}`;
    case '1mo':
      return monthAndYear(at, format);
    case '1q':
      return `${shortMonth(at, format)} – ${shortMonth(end - 1, format)} ${yearOf(at, format)}`;
    case '1y':
      return yearOf(at, format);
  }
}

/** A run of intervals as text, from the start of the first to the end of the last. */
export function runText(
  first: number,
  last: number,
  { interval, format }: { interval: ShownInterval; format: TimeFormat },
): string {
  if (first === last) return intervalText(first, interval, format);
  const end = endOfInterval(last, interval, format.timeZone);
  if (interval === '15m' || interval === '1h')
    return `${dayAndMonth(first, format)} ${timeOfDay(first, format)} – ${dayAndMonth(end, format)} ${timeOfDay(end, format)}`;
  return `${dayOfMonth(first, format)} – ${dayMonthYear(end - 1, format)}`;
}
