import type { CalendarsResponse } from '@vialog/contracts';
import { foldName } from '@vialog/registry';
import type { CalendarStore } from './calendar-store.port.ts';

/** All calendars by name, without regard to case and width, then by id. */
export async function listCalendars(calendars: Pick<CalendarStore, 'list'>): Promise<CalendarsResponse> {
  const items = (await calendars.list()).map((calendar) => ({ calendar, key: foldName(calendar.name) }));
  items.sort((a, b) => compare(a.key, b.key) || compare(a.calendar.calendarId, b.calendar.calendarId));
  return { items: items.map(({ calendar }) => calendar) };
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
