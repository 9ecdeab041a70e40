import { instantOfLocalTime, localTimeText, startOfDay, startOfNextDay } from '../../format/times.ts';
import type { ShownInterval, TrendsSearch } from './trends-search.ts';

const dayMs = 86_400_000;
/** Most intervals in a response of the API. */
const maxIntervals = 10_000;
const defaultDays = 28;

/** A range of time, epoch ms. */
export interface Period {
  readonly from: number;
  readonly to: number;
}

/** The chosen period in a time zone. Days up to now end now; at midnight, the day that begins is not one of them. */
export function periodOf({ from, to, last }: TrendsSearch, now: number, timeZone: string): Period {
  if (from !== undefined && to !== undefined)
    return { from: startOf(from, timeZone), to: endOf(to, timeZone) };
  const days = Number(last ?? defaultDays);
  return { from: startOfDay(shifted(now - 1, 1 - days, timeZone), timeZone), to: now };
}

const startOf = (text: string, timeZone: string): number =>
  Date.parse(instantOfLocalTime(text.includes('T') ? text : `${text}T00:00`, timeZone));

function endOf(text: string, timeZone: string): number {
  const start = startOf(text, timeZone);
  return text.includes('T') ? start : startOfNextDay(start + dayMs / 2, timeZone);
}

/** Parameters of a period that a person marked in the chart. */
export const searchOfPeriod = (
  { from, to }: Period,
  timeZone: string,
): Pick<TrendsSearch, 'from' | 'to'> => ({
  from: shortText(localTimeText(from, timeZone)),
  to: isDayStart(to, timeZone) ? localTimeText(to - 1, timeZone).slice(0, 10) : localTimeText(to, timeZone),
});

const shortText = (text: string): string => (text.endsWith('T00:00') ? text.slice(0, 10) : text);
const isDayStart = (at: number, timeZone: string): boolean => startOfDay(at, timeZone) === at;

/**
 * The period with which it is compared: the same number of days directly before, or the same weekdays 52 weeks before.
 * Times of day stay the same across changes of clocks.
 */
export function comparedPeriod(
  period: Period,
  compare: 'before' | 'year',
  timeZone: string,
): Period & { days: number } {
  const days =
    compare === 'year' ? 364 : Math.max(1, Math.ceil((period.to - period.from - 3_600_000) / dayMs));
  return { from: shifted(period.from, -days, timeZone), to: shifted(period.to, -days, timeZone), days };
}

/** The same local time some days later. */
export function shifted(at: number, days: number, timeZone: string): number {
  const local = Date.parse(`${localTimeText(at, timeZone)}Z`) + days * dayMs;
  return Date.parse(instantOfLocalTime(new Date(local).toISOString().slice(0, 16), timeZone)) + (at % 60_000);
}

/** Usual length of an interval, ms. */
const lengths: Readonly<Record<ShownInterval, number>> = {
  '15m': 900_000,
  '1h': 3_600_000,
  '1d': dayMs,
  '1w': 7 * dayMs,
  '1mo': 30 * dayMs,
  '1q': 91 * dayMs,
  '1y': 365 * dayMs,
};

/** Whether a period has few enough intervals, and is not shorter than one. */
export const fitsInterval = ({ from, to }: Period, interval: ShownInterval): boolean =>
  (to - from) / lengths[interval] <= maxIntervals &&
  (interval === '15m' || to - from >= lengths[interval] / 2);

/** The interval of a period: the chosen one if it fits, else one with some hundred intervals. */
export function intervalOf(period: Period, chosen: ShownInterval | undefined): ShownInterval {
  if (chosen && fitsInterval(period, chosen)) return chosen;
  const days = (period.to - period.from) / dayMs;
  if (days <= 2.1) return '15m';
  if (days <= 15) return '1h';
  if (days <= 200) return '1d';
  return days <= 1_000 ? '1w' : '1mo';
}

/** End of an interval that starts at `at`, epoch ms. */
export function endOfInterval(at: number, interval: ShownInterval, timeZone: string): number {
  if (interval === '15m' || interval === '1h') return at + lengths[interval];
  if (interval === '1d') return shifted(at, 1, timeZone);
  if (interval === '1w') return shifted(at, 7, timeZone);
  const [year = 1970, month = 1] = localTimeText(at, timeZone).split('-').map(Number);
  const months = { '1mo': 1, '1q': 3, '1y': 12 }[interval];
  const next = new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 16);
  return Date.parse(instantOfLocalTime(next, timeZone));
}
