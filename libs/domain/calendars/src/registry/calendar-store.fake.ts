import type { Calendar } from '@vialog/contracts';
import type { CalendarEvent } from '../calendar-event.ts';
import type { CalendarStore } from './calendar-store.port.ts';

/** Calendars in memory. */
export class InMemoryCalendars implements CalendarStore {
  readonly #calendars = new Map<string, Calendar>();
  readonly #events = new Map<string, readonly CalendarEvent[]>();

  list(): Promise<readonly Calendar[]> {
    const order = ({ createdAt, calendarId }: Calendar) => `${createdAt} ${calendarId}`;
    return Promise.resolve([...this.#calendars.values()].toSorted((a, b) => (order(a) < order(b) ? -1 : 1)));
  }

  byId(calendarId: string): Promise<Calendar | undefined> {
    return Promise.resolve(this.#calendars.get(calendarId));
  }

  eventsOf(calendarId: string): Promise<readonly CalendarEvent[]> {
    return Promise.resolve(this.#events.get(calendarId) ?? []);
  }

  add(calendar: Calendar, events: readonly CalendarEvent[]): Promise<void> {
    this.#calendars.set(calendar.calendarId, calendar);
    this.#events.set(calendar.calendarId, events);
    return Promise.resolve();
  }

  replace(before: Calendar, after: Calendar, events?: readonly CalendarEvent[]): Promise<boolean> {
    const isCurrent = JSON.stringify(this.#calendars.get(before.calendarId)) === JSON.stringify(before);
    if (isCurrent) this.#calendars.set(after.calendarId, after);
    if (isCurrent && events) this.#events.set(after.calendarId, events);
    return Promise.resolve(isCurrent);
  }

  remove(calendarId: string): Promise<boolean> {
    this.#events.delete(calendarId);
    return Promise.resolve(this.#calendars.delete(calendarId));
  }
}
