import { epochOf, isoOf, type Calendar, type CalendarPatch, type Clock } from '@vialog/contracts';
import type { CalendarEvent } from '../calendar-event.ts';
import type { CalendarPorts } from './calendar-ports.ts';
import { checkSites } from './check-calendar.ts';
import { readCalendar } from './read-calendar.ts';

/**
 * Changes the name or the sites of a calendar. A patch is applied again if another one was stored meanwhile.
 * @throws {VialogError} CALENDAR_NOT_FOUND or SITE_NOT_FOUND
 */
export async function changeCalendar(
  ports: CalendarPorts,
  calendarId: string,
  patch: CalendarPatch,
): Promise<Calendar> {
  await checkSites(ports, patch.sites);
  return rewriteCalendar(ports, calendarId, (before) => ({
    after: {
      ...before,
      name: patch.name ?? before.name,
      sites: patch.sites === undefined ? before.sites : patch.sites,
    },
  }));
}

interface Rewritten {
  readonly after: Calendar;
  readonly events?: readonly CalendarEvent[];
}

/** Writes a changed calendar, again if another change was stored meanwhile. */
export async function rewriteCalendar(
  { calendars, clock }: Pick<CalendarPorts, 'calendars' | 'clock'>,
  calendarId: string,
  rewrite: (before: Calendar) => Rewritten,
): Promise<Calendar> {
  for (;;) {
    const before = await readCalendar(calendars, calendarId);
    const { after, events } = rewrite(before);
    const changed = { ...after, changedAt: laterThan(before, clock) };
    if (await calendars.replace(before, changed, events)) return changed;
  }
}

/** Every change has another time: readers compare it to know whether the days they have are current. */
const laterThan = ({ changedAt }: Calendar, clock: Clock): string =>
  isoOf(Math.max(clock.now(), epochOf(changedAt) + 1));
