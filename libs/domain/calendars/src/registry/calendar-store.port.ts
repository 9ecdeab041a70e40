import type { Calendar } from '@vialog/contracts';
import type { CalendarEvent } from '../calendar-event.ts';

/** Keeps the calendars of an installation, with the events of those that come from a file. */
export interface CalendarStore {
  /** All, in the order of their creation, then by id. */
  list(): Promise<readonly Calendar[]>;
  byId(calendarId: string): Promise<Calendar | undefined>;
  /** Events of a calendar; empty for one of a region and for an unknown one. */
  eventsOf(calendarId: string): Promise<readonly CalendarEvent[]>;
  add(calendar: Calendar, events: readonly CalendarEvent[]): Promise<void>;
  /**
   * Replaces a calendar if it is still as it was read; false if it was changed or removed meanwhile. Without `events` it
   * keeps its events.
   */
  replace(before: Calendar, after: Calendar, events?: readonly CalendarEvent[]): Promise<boolean>;
  /** Removes a calendar with its events; false if there is no calendar with this id. */
  remove(calendarId: string): Promise<boolean>;
}
