import { VialogError } from '@vialog/contracts';
import type { CalendarStore } from './calendar-store.port.ts';

/** @throws {VialogError} CALENDAR_NOT_FOUND */
export async function deleteCalendar(
  calendars: Pick<CalendarStore, 'remove'>,
  calendarId: string,
): Promise<void> {
  if (!(await calendars.remove(calendarId))) throw new VialogError('CALENDAR_NOT_FOUND');
}
