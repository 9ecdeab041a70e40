import { dayMs } from '@vialog/contracts';
import { instantOfLocal, localDayOf, weekdayOfLocalDay } from '@vialog/measuring';
import { timesOf, type LocalDay, type Moment, type SearchNode } from '@vialog/search-line';

export const defaultWindowMs = 24 * 3_600_000;

/** Slots that start in [from, to). Epoch ms. */
export interface TimeWindow {
  readonly from: number;
  readonly to: number;
}

/** Whether the window depends on the time zone of the selected places. */
export const hasLocalTime = (tree: SearchNode): boolean =>
  timesOf(tree).some(
    (time) =>
      time.kind === 'day' || ((time.kind === 'from' || time.kind === 'to') && time.moment.kind === 'local'),
  );

/**
 * The time window of a line: the last 24 hours where it has no time condition; until now without `to:`, the 24 hours
 * before `to:` without `from:`. A `from:` in the future gives an empty window. Local days and times are those of
 * `timeZone`; today ends now.
 */
export function windowOf(tree: SearchNode, now: number, timeZone: string): TimeWindow {
  const given: { last?: number; from?: number; to?: number } = {};
  for (const time of timesOf(tree)) {
    if (time.kind === 'day') return windowOfDay(dayNumber(time.day, now, timeZone), now, timeZone);
    if (time.kind === 'last') given.last = time.ms;
    if (time.kind === 'from') given.from = startOf(time.moment, timeZone);
    if (time.kind === 'to') given.to = endOf(time.moment, timeZone);
  }
  const to = given.to ?? Math.max(now, given.from ?? now);
  return { from: given.from ?? to - (given.last ?? defaultWindowMs), to };
}

/** A window that contains the one of the line in every time zone: the latest Friday of two can be a week apart. */
export function widestWindowOf(tree: SearchNode, now: number): TimeWindow {
  const { from, to } = windowOf(tree, now, 'UTC');
  return { from: from - 7 * dayMs, to: to + 7 * dayMs };
}

function windowOfDay(day: number, now: number, timeZone: string): TimeWindow {
  const from = instantOfLocal(day * dayMs, timeZone);
  const end = instantOfLocal((day + 1) * dayMs, timeZone);
  return { from, to: Math.min(end, Math.max(now, from)) };
}

const dayOfDate = (date: string): number => Date.parse(`${date}T00:00:00Z`) / dayMs;

/** Days since 1970-01-01, local. */
function dayNumber(day: LocalDay, now: number, timeZone: string): number {
  if (day.kind === 'date') return dayOfDate(day.date);
  const today = localDayOf(now, timeZone);
  if (day.kind === 'ago') return today - day.days;
  return today - ((weekdayOfLocalDay(today) - day.weekday + 7) % 7);
}

const isDate = (local: string): boolean => !local.includes('T');

function startOf(moment: Moment, timeZone: string): number {
  if (moment.kind === 'instant') return moment.at;
  return instantOfLocal(Date.parse(isDate(moment.text) ? moment.text : `${moment.text}:00Z`), timeZone);
}

/** A date after `to:` is included. */
function endOf(moment: Moment, timeZone: string): number {
  if (moment.kind === 'instant' || !isDate(moment.text)) return startOf(moment, timeZone);
  return instantOfLocal((dayOfDate(moment.text) + 1) * dayMs, timeZone);
}

/** Minimum length of an episode, ms; 0 where the line does not say. */
export function minLengthOf(tree: SearchNode): number {
  return timesOf(tree).reduce((ms, time) => (time.kind === 'for' ? time.ms : ms), 0);
}
