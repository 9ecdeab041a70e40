import ICAL from 'ical.js';
import { instantOf, isDate, type EventMoment } from '../calendar-event.ts';
import { shown } from './content-lines.ts';
import { LineError, type Property } from './read-property.ts';

/** Parts of a recurrence rule that give days. */
const parts = new Set([
  'FREQ',
  'INTERVAL',
  'COUNT',
  'UNTIL',
  'WKST',
  'BYMONTH',
  'BYMONTHDAY',
  'BYYEARDAY',
  'BYWEEKNO',
  'BYDAY',
  'BYSETPOS',
]);
const frequencies = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'];
/** A series with a number of occurrences is counted from its start. */
const maxCount = 5_000;

/**
 * Reads a recurrence rule (RFC 5545, 3.3.10) of days. UNTIL becomes UTC, in the form that the expansion needs.
 * @throws {LineError} when the rule is not valid, or repeats an event within a day
 */
export function readRule({ line, raw }: Property, start: EventMoment): string {
  const rule = raw.toUpperCase();
  const byPart = new Map(rule.split(';').map((part) => [part.split('=')[0] ?? '', part.split('=')[1] ?? '']));
  const problem = problemOf(byPart, rule);
  if (problem !== undefined) throw new LineError(line, `RRULE: ${problem}`);
  const until = byPart.get('UNTIL');
  if (until !== undefined) byPart.set('UNTIL', untilOf(until, start, line));
  return [...byPart].map(([part, value]) => `${part}=${value}`).join(';');
}

function problemOf(byPart: ReadonlyMap<string, string>, rule: string): string | undefined {
  const value = (part: string): string => byPart.get(part) ?? '';
  const unknown = [...byPart.keys()].find((part) => !parts.has(part));
  if (unknown !== undefined)
    return `"${shown(`${unknown}=${value(unknown)}`)}" is not supported; expected the parts ${[...parts].join(', ')}.`;
  const frequency = value('FREQ');
  if (!frequencies.includes(frequency))
    return `the frequency "${shown(frequency)}" is not supported; expected ${frequencies.join(', ')}.`;
  if (byPart.has('INTERVAL') && !/^[1-9]\d{0,3}$/.test(value('INTERVAL')))
    return `INTERVAL=${shown(value('INTERVAL'))} is not possible; expected 1 to 9999.`;
  return endProblem(byPart) ?? syntaxProblem(rule);
}

function endProblem(byPart: ReadonlyMap<string, string>): string | undefined {
  const count = byPart.get('COUNT');
  if (count === undefined) return undefined;
  if (!/^\d{1,4}$/.test(count) || Number(count) < 1 || Number(count) > maxCount)
    return `COUNT=${shown(count)} is not possible; expected a whole number from 1 to ${maxCount}.`;
  if (byPart.has('UNTIL')) return 'COUNT and UNTIL are both stated; expected one of them.';
  return undefined;
}

function syntaxProblem(rule: string): string | undefined {
  try {
    ICAL.Recur.fromString(rule);
    return undefined;
  } catch (error) {
    const reason = Error.isError(error) ? error.message : String(error);
    return `${shown(reason)}; expected a rule like FREQ=WEEKLY;BYDAY=SA.`;
  }
}

/** Dates and floating times count as UTC, as their start does in the expansion. */
function untilOf(until: string, start: EventMoment, line: number): string {
  const found = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z?))?$/.exec(until);
  if (!found)
    throw new LineError(
      line,
      `RRULE: UNTIL=${shown(until)} is not a date or a time; expected one like 20261231.`,
    );
  const [, year, month, day, hour, minute, second, zulu] = found;
  if (isDate(start) || hour === undefined) {
    if (isDate(start)) return `${year}${month}${day}T000000Z`;
    return utcOf({ local: `${year}-${month}-${day}T23:59:59`, timeZone: start.timeZone });
  }
  const local = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  return utcOf({ local, timeZone: zulu === 'Z' ? 'UTC' : start.timeZone });
}

function utcOf(moment: EventMoment): string {
  return `${new Date(instantOf(moment)).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}
