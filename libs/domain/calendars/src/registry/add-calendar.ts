import { isoOf, VialogError, type Calendar, type CalendarInput } from '@vialog/contracts';
import { newId } from '@vialog/registry';
import type { CalendarPorts } from './calendar-ports.ts';
import { checkNumber, checkSites } from './check-calendar.ts';

/**
 * Adds the holidays of a country or region.
 * @throws {VialogError} VALIDATION_FAILED when the region is not known or there are too many calendars; SITE_NOT_FOUND
 */
export async function addCalendar(ports: CalendarPorts, input: CalendarInput): Promise<Calendar> {
  const { name, sites, region, types } = input;
  checkRegion(ports, region);
  await checkSites(ports, sites);
  await checkNumber(ports);
  const now = isoOf(ports.clock.now());
  const calendar: Calendar = {
    calendarId: newId(ports.random),
    name,
    sites,
    source: { kind: 'region', region, types },
    createdAt: now,
    changedAt: now,
  };
  await ports.calendars.add(calendar, []);
  return calendar;
}

function checkRegion({ rules }: Pick<CalendarPorts, 'rules'>, region: string): void {
  const parts = region.split('-');
  const within = parts.slice(0, -1).join('-');
  const known = rules.regions(within === '' ? undefined : within).map(({ code }) => code);
  if (known.includes(region)) return;
  const expected =
    parts.length === 1 ? 'a country like DE' : known.length === 0 ? within : known.slice(0, 20).join(', ');
  const message = `The holidays of "${region}" are not known: expected ${expected}. GET /v1/holiday-regions lists them.`;
  throw new VialogError('VALIDATION_FAILED', message, { details: [{ path: 'region', message }] });
}
