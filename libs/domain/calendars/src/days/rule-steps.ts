import { dayMs } from '@vialog/contracts';
import { wallOf, type CalendarEvent } from '../calendar-event.ts';

/** Mean length of a period, days. */
const periodDays: Readonly<Record<string, number>> = { DAILY: 1, WEEKLY: 7, MONTHLY: 30.4, YEARLY: 365.25 };
/** Parts of a rule with which every day, or every week, has a start. */
const everyPeriod: readonly string[] = ['FREQ', 'INTERVAL', 'COUNT', 'WKST'];
const [daysOfWeek, daysOfMonth, daysOfYear] = [7, 31, 366];

/**
 * Upper limit of the steps of a search for the starts of an event up to a time: every period from its start on, and the days
 * that are looked at in each.
 * @param to epoch ms
 */
export function stepsOfRule({ start, rule }: Pick<CalendarEvent, 'start' | 'rule'>, to: number): number {
  if (rule === null) return 0;
  const parts = new Map(rule.split(';').map((part) => [part.split('=')[0] ?? '', part.split('=')[1] ?? '']));
  const length = (periodDays[parts.get('FREQ') ?? ''] ?? 1) * Number(parts.get('INTERVAL') ?? 1);
  const until = untilOf(parts.get('UNTIL')) ?? to;
  const days = Math.max(0, Math.min(until, to) - wallOf(start)) / dayMs;
  const periods = Math.min(Math.ceil(days / length), periodsOfCount(parts));
  return (periods + 1) * (1 + candidatesOf(parts));
}

/** Periods after which COUNT ends a rule. Known where every period has a start: no other part leaves one out. */
function periodsOfCount(parts: ReadonlyMap<string, string>): number {
  const count = parts.get('COUNT');
  const isEvery = [...parts.keys()].every(
    (part) => everyPeriod.includes(part) || (part === 'BYDAY' && parts.get('FREQ') === 'WEEKLY'),
  );
  const hasAll = ['DAILY', 'WEEKLY'].includes(parts.get('FREQ') ?? '');
  return count !== undefined && isEvery && hasAll ? Number(count) : Infinity;
}

/** The form of UNTIL in a rule that was read. */
function untilOf(until: string | undefined): number | undefined {
  const found = until && /^(\d{4})(\d{2})(\d{2})/.exec(until);
  return found ? Date.parse(`${found[1]}-${found[2]}-${found[3]}T23:59:59Z`) : undefined;
}

/** Days that are looked at in a period. */
function candidatesOf(parts: ReadonlyMap<string, string>): number {
  const count = (part: string): number => parts.get(part)?.split(',').length ?? 0;
  switch (parts.get('FREQ')) {
    case 'WEEKLY':
      return Math.min(daysOfWeek, Math.max(1, count('BYDAY')));
    case 'MONTHLY':
      return parts.has('BYDAY') ? daysOfMonth : Math.max(1, count('BYMONTHDAY'));
    case 'YEARLY':
      return candidatesOfYear(parts, count);
    default:
      return 1;
  }
}

function candidatesOfYear(parts: ReadonlyMap<string, string>, count: (part: string) => number): number {
  if (parts.has('BYWEEKNO')) return daysOfWeek * count('BYWEEKNO');
  if (parts.has('BYYEARDAY')) return count('BYYEARDAY');
  const months = Math.max(1, count('BYMONTH'));
  if (parts.has('BYDAY')) return parts.has('BYMONTH') ? months * daysOfMonth : daysOfYear;
  return months * Math.max(1, count('BYMONTHDAY'));
}
