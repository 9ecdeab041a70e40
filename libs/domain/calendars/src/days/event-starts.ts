import { dayMs } from '@vialog/contracts';
import { localDayOf } from '@vialog/measuring';
import { RRuleTemporal } from 'rrule-temporal';
import { instantOf, isDate, wallOf, type CalendarEvent, type EventMoment } from '../calendar-event.ts';

interface Window {
  readonly from: number;
  readonly to: number;
}

/** Steps of a search in a rule: twenty years of days. More is rejected at the import. */
const maxIterations = 8_000;

/**
 * Starts of an event within [from, to], ascending and each once, epoch ms. Those of dates and floating times are readings of
 * the clock as if it were UTC.
 * @throws {Error} when the rule needs too many steps
 */
export function startsBetween(event: CalendarEvent, { from, to }: Window): number[] {
  const { start, added, rule } = event;
  const first = instantOf(start);
  const repeated = rule === null ? [] : startsOfRule(start, rule, { from, to });
  const starts = new Set([first, ...added.map(instantOf), ...repeated]);
  const isExcluded = exclusionOf(event);
  return [...starts].filter((at) => at >= from && at <= to && !isExcluded(at)).sort((a, b) => a - b);
}

function startsOfRule(start: EventMoment, rule: string, { from, to }: Window): number[] {
  const local = new Date(wallOf(start)).toISOString().slice(0, 19).replaceAll(/[-:]/g, '');
  const zone = start.timeZone;
  const head = zone === null || zone === 'UTC' ? `DTSTART:${local}Z` : `DTSTART;TZID=${zone}:${local}`;
  return new RRuleTemporal({ rruleString: `${head}\nRRULE:${rule}`, maxIterations })
    .between(new Date(from), new Date(to), true)
    .map(({ epochMilliseconds }) => epochMilliseconds);
}

/** EXDATE with a date excludes every start on that day, as calendar programs write it for events with a time. */
function exclusionOf({ start, excluded }: CalendarEvent): (at: number) => boolean {
  const instants = new Set(excluded.map(instantOf));
  const dates = new Set(
    excluded.filter((moment) => isDate(moment) && !isDate(start)).map((moment) => wallOf(moment)),
  );
  if (dates.size === 0) return (at) => instants.has(at);
  return (at) => instants.has(at) || dates.has(dayOfStart(at, start.timeZone));
}

function dayOfStart(at: number, timeZone: string | null): number {
  const day = timeZone === null ? Math.floor(at / dayMs) : localDayOf(at, timeZone);
  return day * dayMs;
}
