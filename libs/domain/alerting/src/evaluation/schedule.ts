import { ruleWeekdays, type AlertSchedule } from '@vialog/contracts';
import { localTimeOf } from '@vialog/measuring';

/**
 * Whether a schedule includes a moment, in local time. A period that ends before it starts runs past midnight and belongs to
 * the weekday of its start. Clock changes need no rule: a period follows the local clock.
 */
export function isScheduled(schedule: AlertSchedule | null, at: number, timeZone: string): boolean {
  if (!schedule) return true;
  const { minute, weekday } = localTimeOf(at, timeZone);
  const [from, to] = [minuteOf(schedule.from), minuteOf(schedule.to)];
  const days = new Set(schedule.days.map((day) => ruleWeekdays.indexOf(day) + 1));
  if (from < to) return days.has(weekday) && minute >= from && minute < to;
  return minute >= from ? days.has(weekday) : minute < to && days.has(weekday === 1 ? 7 : weekday - 1);
}

function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
