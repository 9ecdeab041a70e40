import { dayMs } from '@vialog/contracts';
import { instantOfLocal, localDayOf, offsetAt } from '@vialog/measuring';
import { isDate, type CalendarEvent } from '../calendar-event.ts';
import { startsBetween } from './event-starts.ts';

export interface LocalDays {
  /** First and last local day: days since 1970-01-01. */
  readonly from: number;
  readonly to: number;
  readonly timeZone: string;
}

/**
 * The local days of a time zone on which an event takes place. A date is the same day everywhere; a time without a time zone is
 * the time of each place; any other time falls on the local days that it overlaps.
 */
export function daysOfEvent(event: CalendarEvent, { from, to, timeZone }: LocalDays): number[] {
  const { start, length } = event;
  const lengthMs = isDate(start) ? length * dayMs : length;
  const isLocal = start.timeZone === null;
  const edge = (day: number): number => (isLocal ? day * dayMs : instantOfLocal(day * dayMs, timeZone));
  const dayOf = (at: number): number => (isLocal ? Math.floor(at / dayMs) : localDayOf(at, timeZone));
  const days = new Set<number>();
  // An event is longer than its length by an hour when clocks are set back meanwhile.
  for (const at of startsBetween(event, { from: edge(from) - lengthMs - dayMs, to: edge(to + 1) - 1 })) {
    const last = dayOf(Math.max(at, endOf(at, lengthMs, start.timeZone) - 1));
    for (let day = Math.max(from, dayOf(at)); day <= Math.min(to, last); day += 1) days.add(day);
  }
  return [...days].sort((a, b) => a - b);
}

/** The end on the clock of the event: a market until 18:00 ends at 18:00 also when clocks change. */
function endOf(at: number, lengthMs: number, timeZone: string | null): number {
  if (timeZone === null) return at + lengthMs;
  return instantOfLocal(at + offsetAt(at, timeZone) + lengthMs, timeZone);
}
