import { minuteMs, quarterMs } from '@vialog/contracts';
import { localTimeOf, type LocalTime } from '@vialog/measuring';
import type { TimeWindow } from '../query/time-window.ts';
import type { Condition } from '../event-query.ts';
import { withinMinutes } from '../matches.ts';

/** Whether a tree of weekdays and minutes holds at a local time. */
export function holdsAt(condition: Condition, local: LocalTime): boolean {
  switch (condition.kind) {
    case 'all':
      return true;
    case 'none':
      return false;
    case 'and':
      return condition.of.every((part) => holdsAt(part, local));
    case 'or':
      return condition.of.some((part) => holdsAt(part, local));
    case 'not':
      return !holdsAt(condition.of, local);
    case 'weekdays':
      return condition.days.includes(local.weekday);
    case 'minutes':
      return withinMinutes(local.minute, condition.from, condition.to);
    default:
      throw new Error(`"${condition.kind}" is not a condition on time`);
  }
}

/** Local minutes at which the tree may change its value. */
function turnsOf(condition: Condition): readonly number[] {
  if (condition.kind === 'minutes') return [condition.from, condition.to];
  if (condition.kind === 'and' || condition.kind === 'or') return condition.of.flatMap(turnsOf);
  return condition.kind === 'not' ? turnsOf(condition.of) : [];
}

/**
 * The parts of a window in which a tree of weekdays and minutes holds in a time zone, ascending, epoch ms. Handles clock
 * changes: it converts every quarter hour to local time (every minute where the tree changes between quarter hours).
 */
export function localIntervals(
  condition: Condition,
  window: TimeWindow,
  timeZone: string,
): readonly TimeWindow[] {
  if (condition.kind === 'none' || window.from >= window.to) return [];
  if (condition.kind === 'all') return [window];
  const turns = turnsOf(condition).filter((minute) => minute % 15 !== 0);
  const intervals: { from: number; to: number }[] = [];
  for (let at = Math.floor(window.from / quarterMs) * quarterMs; at < window.to; at += quarterMs) {
    const local = localTimeOf(at, timeZone);
    const step = turns.some((minute) => minute > local.minute && minute < local.minute + 15)
      ? minuteMs
      : quarterMs;
    for (let from = at; from < at + quarterMs; from += step)
      if (holdsAt(condition, localTimeOf(from, timeZone))) append(intervals, from, from + step);
  }
  return intervals
    .map(({ from, to }) => ({ from: Math.max(from, window.from), to: Math.min(to, window.to) }))
    .filter(({ from, to }) => from < to);
}

function append(intervals: { from: number; to: number }[], from: number, to: number): void {
  const last = intervals.at(-1);
  if (last?.to === from) last.to = to;
  else intervals.push({ from, to });
}
