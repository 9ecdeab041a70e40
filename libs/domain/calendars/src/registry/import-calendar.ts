import {
  isoOf,
  VialogError,
  type Calendar,
  type CalendarImportQuery,
  type CalendarImportReport,
} from '@vialog/contracts';
import { newId } from '@vialog/registry';
import { firstDayOf, readICalendar, type CalendarFile } from '../file/read-icalendar.ts';
import type { CalendarPorts } from './calendar-ports.ts';
import { rewriteCalendar } from './change-calendar.ts';
import { checkNumber, checkSites } from './check-calendar.ts';
import { readCalendar } from './read-calendar.ts';

/**
 * Adds the events of an iCalendar file as a calendar, or replaces those of a calendar. With `dryRun` the file is checked only.
 * @throws {VialogError} IMPORT_REFUSED when the file is invalid and not only checked; VALIDATION_FAILED, CALENDAR_NOT_FOUND or
 *   SITE_NOT_FOUND
 */
export async function importCalendar(
  ports: CalendarPorts,
  bytes: Uint8Array,
  query: CalendarImportQuery,
): Promise<CalendarImportReport> {
  const replaced = await calendarToReplace(ports, query.calendarId);
  if (!replaced) await checkNumber(ports);
  await checkSites(ports, query.sites);
  const file = readICalendar(bytes, ports.clock.now());
  const dryRun = query.dryRun === 'true';
  const name = query.name ?? replaced?.name ?? file.name ?? 'Calendar';
  if (file.problems.length > 0 && !dryRun) throw invalidFile(file);
  const calendar = dryRun ? null : await store(ports, file, { ...query, name });
  return { dryRun, calendar, name, ...contentsOf(file) };
}

function contentsOf(file: CalendarFile): Omit<CalendarImportReport, 'dryRun' | 'calendar' | 'name'> {
  return {
    events: file.events.length,
    firstDay: firstDayOf(file.events) ?? null,
    problems: [...file.problems],
    warnings: [...file.warnings],
  };
}

async function calendarToReplace(
  { calendars }: CalendarPorts,
  calendarId: string | undefined,
): Promise<Calendar | undefined> {
  if (calendarId === undefined) return undefined;
  const found = await readCalendar(calendars, calendarId);
  if (found.source.kind === 'file') return found;
  const message = `The calendar "${found.name}" has the holidays of ${found.source.region}; expected a calendar of a file.`;
  throw new VialogError('VALIDATION_FAILED', message, { details: [{ path: 'calendarId', message }] });
}

const invalidFile = ({ problems }: CalendarFile): VialogError =>
  new VialogError(
    'IMPORT_REFUSED',
    `The file is not a valid iCalendar file, so nothing was imported. Line ${problems[0]?.line}: ${problems[0]?.message}`,
    { details: problems.map(({ line, message }) => ({ path: `line ${line}`, message })) },
  );

async function store(
  ports: CalendarPorts,
  { events }: CalendarFile,
  query: CalendarImportQuery & { readonly name: string },
): Promise<Calendar> {
  const { calendarId, name } = query;
  const count = events.length;
  if (calendarId !== undefined)
    return rewriteCalendar(ports, calendarId, (before) => ({
      after: { ...before, name, source: withEvents(before.source, count) },
      events,
    }));
  const now = isoOf(ports.clock.now());
  const calendar: Calendar = {
    calendarId: newId(ports.random),
    name,
    sites: query.sites && query.sites.length > 0 ? query.sites : null,
    source: { kind: 'file', dayKind: query.kind, events: count },
    createdAt: now,
    changedAt: now,
  };
  await ports.calendars.add(calendar, events);
  return calendar;
}

const withEvents = (source: Calendar['source'], events: number): Calendar['source'] =>
  source.kind === 'file' ? { ...source, events } : source;
