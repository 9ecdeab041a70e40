import type { TFunction } from 'i18next';
import type { Episode } from '@vialog/contracts';
import { oneDecimal, percent, wholeNumber } from '../../format/numbers.ts';
import { dayAndMonth, timeOfDay, type TimeFormat } from '../../format/times.ts';

/** The highest occupancy, or the highest number; undefined where nothing was measured. */
export function peakText({ peak, peakOccupancy }: Episode, language: string): string | undefined {
  if (peakOccupancy !== undefined) return percent(peakOccupancy, language);
  return peak === undefined ? undefined : wholeNumber(peak, language);
}

export function meanText({ mean, meanOccupancy }: Episode, language: string): string | undefined {
  if (meanOccupancy !== undefined) return percent(meanOccupancy, language);
  return mean === undefined ? undefined : oneDecimal(mean, language);
}

/** From and to in the time zone of the camera; a second day is named. */
export function spanText({ fromAt, toAt }: Pick<Episode, 'fromAt' | 'toAt'>, format: TimeFormat): string {
  const [from, to] = [Date.parse(fromAt), Date.parse(toAt)];
  // An episode until midnight belongs to one day.
  const isOneDay = dayAndMonth(from, format) === dayAndMonth(to - 1, format);
  return `${timeOfDay(from, format)}–${isOneDay ? '' : `${dayAndMonth(to, format)} `}${timeOfDay(to, format)}`;
}

/** A length such as "2 h 5 min". */
export function lengthText(ms: number, t: TFunction): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 1) return t('length.seconds', { number: Math.round(ms / 1_000) });
  if (minutes < 60) return t('length.minutes', { number: minutes });
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours >= 48) return t('length.days', { days: Math.floor(hours / 24), hours: hours % 24 });
  return t('length.hours', { hours, minutes: rest });
}

/** The searched time, e.g. "Sun 29 Nov 00:00 – Mon 30 Nov 00:00". */
export function windowText({ from, to }: { from: string; to: string }, format: TimeFormat): string {
  const [start, end] = [Date.parse(from), Date.parse(to)];
  const [first, last] = [dayAndMonth(start, format), dayAndMonth(end, format)];
  const endDay = first === last ? '' : `${last} `;
  return `${first} ${timeOfDay(start, format)} – ${endDay}${timeOfDay(end, format)}`;
}
