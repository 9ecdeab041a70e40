import { dayMs, minuteMs, type ReportRule, type ReportSchedule } from '@vialog/contracts';
import { instantOfLocal, localDayOf, weekdayOfLocalDay } from '@vialog/measuring';

type Calendar = Pick<ReportSchedule, 'rule' | 'timeZone'>;

/** Times in (after, until] at which a schedule is due, epoch ms, ascending. */
export function dueTimes(
  { rule, timeZone }: Calendar,
  { after, until }: { readonly after: number; readonly until: number },
): number[] {
  const times: number[] = [];
  const last = localDayOf(until, timeZone);
  for (let day = localDayOf(after, timeZone); day <= last; day += 1) {
    if (!isOn(day, rule)) continue;
    const at = instantOfLocal(day * dayMs + minutesOf(rule.at) * minuteMs, timeZone);
    if (at > after && at <= until) times.push(at);
  }
  return times;
}

/** Longest time between two runs: a month and the changes of clocks. */
const longestWaitMs = 33 * dayMs;

/** @throws {Error} never for a valid rule */
export function nextDue(calendar: Calendar, after: number): number {
  const [next] = dueTimes(calendar, { after, until: after + longestWaitMs });
  if (next === undefined) throw new Error('a schedule is due within 33 days');
  return next;
}

function isOn(day: number, rule: ReportRule): boolean {
  switch (rule.kind) {
    case 'daily':
      return true;
    case 'weekly':
      return weekdayOfLocalDay(day) === rule.weekday;
    case 'monthly':
      return new Date(day * dayMs).getUTCDate() === rule.day;
  }
}

function minutesOf(at: string): number {
  const [hours = 0, minutes = 0] = at.split(':').map(Number);
  return hours * 60 + minutes;
}

/** The calendar period before the local day of a run, epoch ms. */
export function periodBefore(
  { period, timeZone }: Pick<ReportSchedule, 'period' | 'timeZone'>,
  dueAt: number,
): { readonly from: number; readonly to: number } {
  const [from, to] = daysOf(period, localDayOf(dueAt, timeZone));
  return { from: instantOfLocal(from * dayMs, timeZone), to: instantOfLocal(to * dayMs, timeZone) };
}

/** First day of the period, and the day after it. */
function daysOf(period: ReportSchedule['period'], today: number): [number, number] {
  const date = new Date(today * dayMs);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  const monday = today - weekdayOfLocalDay(today) + 1;
  const quarter = month - (month % 3);
  switch (period) {
    case 'last_day':
      return [today - 1, today];
    case 'last_week':
      return [monday - 7, monday];
    case 'last_month':
      return [firstOf(year, month - 1), firstOf(year, month)];
    case 'last_quarter':
      return [firstOf(year, quarter - 3), firstOf(year, quarter)];
    case 'last_year':
      return [firstOf(year - 1, 0), firstOf(year, 0)];
  }
}

const firstOf = (year: number, month: number): number => Date.UTC(year, month, 1) / dayMs;
