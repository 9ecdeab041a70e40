import { maxCalendarYear, minCalendarYear } from '@vialog/contracts';
import type { EventMoment } from '../calendar-event.ts';
import { shown } from './content-lines.ts';
import { LineError, type Property } from './read-property.ts';
import type { FileTimeZones } from './time-zones.ts';

/**
 * The dates or times of a property, like DTSTART or EXDATE.
 * @throws {LineError} when one is not a date or a time, or its time zone is not known
 */
export function readMoments(property: Property, zones: FileTimeZones): EventMoment[] {
  return property.values.map((value) => momentOf(value, property, zones));
}

function momentOf(value: string, property: Property, zones: FileTimeZones): EventMoment {
  const { line, name, raw, parameters } = property;
  const isUtc = value.endsWith('Z');
  const local = isUtc ? value.slice(0, -1) : value;
  if (!isReading(local))
    throw new LineError(
      line,
      `${name}: "${shown(raw)}" is not a date or a time; expected a date like 20260501, or a time like 20260501T090000.`,
    );
  const year = Number(local.slice(0, 4));
  // Other years are typing errors, or placeholders such as 1601 and 9999.
  if (year < minCalendarYear || year > maxCalendarYear)
    throw new LineError(
      line,
      `${name}: the year ${year} is not possible; expected ${minCalendarYear} to ${maxCalendarYear}.`,
    );
  if (local.length === 10) return { local, timeZone: null };
  if (isUtc) return { local, timeZone: 'UTC' };
  const tzid = parameters['tzid'];
  return { local, timeZone: tzid === undefined ? null : zoneOf(tzid, { line, year }, zones) };
}

function zoneOf(
  tzid: string,
  { line, year }: { readonly line: number; readonly year: number },
  zones: FileTimeZones,
): string {
  const found = zones.find(tzid, year);
  if (found !== undefined) return found;
  if (zones.isExhausted)
    throw new LineError(
      line,
      `The time zone "${shown(tzid)}" was not compared: those before it took too many steps; expected IANA time zones, like Europe/Berlin.`,
    );
  throw new LineError(
    line,
    `The time zone "${shown(tzid)}" is not known; expected an IANA time zone, like Europe/Berlin, or a VTIMEZONE in the file with the offsets of one.`,
  );
}

/** Whether a text is a date of the calendar, with or without a time of the day. */
function isReading(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2})?$/.test(text)) return false;
  const ms = Date.parse(text.length === 10 ? `${text}T00:00:00Z` : `${text}Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}
