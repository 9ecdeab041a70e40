import { dayMs, hourMs, minuteMs, quarterMs } from '@vialog/contracts';
import { boundaryAtOrAfter, localTimeOf, slotOf } from '@vialog/measuring';

/** Days before a change that are compared with the time after it. */
const comparedDays = 28;
/** Longest time that is compared, ms. */
const maxWindowMs = 3 * hourMs;

/** Epoch ms, [from, to). */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The last complete quarter hours since a change, at most 3 hours; undefined before the first. @param ended epoch ms */
export function windowSince(changedAt: number, ended: number): Span | undefined {
  const to = slotOf(ended, quarterMs);
  const from = Math.max(boundaryAtOrAfter(changedAt, quarterMs), to - maxWindowMs);
  return from < to ? { from, to } : undefined;
}

/**
 * The same local hours of the 28 days before a change, oldest first: Monday to Friday for a working day, Saturday and Sunday for a
 * day of the weekend.
 */
export function sameHoursBefore(changedAt: number, window: Span, timeZone: string): readonly Span[] {
  const length = window.to - window.from;
  const { minute, weekday } = localTimeOf(window.from, timeZone);
  const spans: Span[] = [];
  for (let at = window.from - dayMs; at >= changedAt - comparedDays * dayMs; at -= dayMs) {
    const from = sameLocalTime(at, minute, timeZone);
    const isSameKind = isWeekend(localTimeOf(from, timeZone).weekday) === isWeekend(weekday);
    if (from + length <= changedAt && isSameKind) spans.push({ from, to: from + length });
  }
  return spans.reverse();
}

const isWeekend = (weekday: number): boolean => weekday >= 6;

/** The moment near `at` with this local minute of the day: a change of daylight saving time moves it by an hour. */
function sameLocalTime(at: number, minute: number, timeZone: string): number {
  const difference = minute - localTimeOf(at, timeZone).minute;
  const nearest = difference > 720 ? difference - 1440 : difference < -720 ? difference + 1440 : difference;
  return at + nearest * minuteMs;
}
