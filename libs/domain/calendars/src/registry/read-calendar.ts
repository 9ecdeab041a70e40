import { VialogError, type Calendar } from '@vialog/contracts';
import type { CalendarStore } from './calendar-store.port.ts';

/** @throws {VialogError} CALENDAR_NOT_FOUND */
export async function readCalendar(
  calendars: Pick<CalendarStore, 'byId'>,
  calendarId: string,
): Promise<Calendar> {
  const calendar = await calendars.byId(calendarId);
  if (!calendar) throw new VialogError('CALENDAR_NOT_FOUND');
  return calendar;
}
