import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Calendar } from '@vialog/contracts';
import type { CalendarEvent } from '../calendar-event.ts';
import type { CalendarStore } from './calendar-store.port.ts';

export interface CalendarsUnderTest {
  readonly calendars: CalendarStore;
  close(): Promise<void>;
}

/** Tests for every store of calendars. */
export function calendarStoreConformance(name: string, open: () => Promise<CalendarsUnderTest>): void {
  describe(`calendars: ${name}`, () => {
    let opened: CalendarsUnderTest;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.close());

    test('calendars are listed in the order of their creation, with their events', async () => {
      const { calendars } = opened;
      const [first, second, third] = [
        aCalendar('b', { createdAt: '2026-03-02T08:00:00.000Z' }),
        aCalendar('a', { createdAt: '2026-03-02T09:00:00.000Z', source: aRegion }),
        aCalendar('c', { createdAt: '2026-03-02T09:00:00.000Z' }),
      ];
      await calendars.add(third, [anEvent()]);
      await calendars.add(first, [anEvent(), anEvent({ name: '市集 "north"', rule: 'FREQ=WEEKLY' })]);
      await calendars.add(second, []);
      expect(await calendars.list()).toEqual([first, second, third]);
      expect(await calendars.byId(second.calendarId)).toEqual(second);
      expect(await calendars.byId('none00000000')).toBeUndefined();
      expect(await calendars.eventsOf(first.calendarId)).toEqual([
        anEvent(),
        anEvent({ name: '市集 "north"', rule: 'FREQ=WEEKLY' }),
      ]);
      expect(await calendars.eventsOf(second.calendarId)).toEqual([]);
      expect(await calendars.eventsOf('none00000000')).toEqual([]);
    });

    test('a calendar is replaced only if it is still as it was read, and keeps its events unless others are given', async () => {
      const { calendars } = opened;
      const calendar = aCalendar('a');
      await calendars.add(calendar, [anEvent()]);
      const renamed = { ...calendar, name: '市集', sites: ['000000000009'] };
      expect(await calendars.replace(calendar, renamed)).toBe(true);
      expect(await calendars.list()).toEqual([renamed]);
      expect(await calendars.eventsOf(calendar.calendarId)).toEqual([anEvent()]);
      expect(await calendars.replace(calendar, calendar, [])).toBe(false);
      expect(await calendars.eventsOf(calendar.calendarId)).toEqual([anEvent()]);
      const events = [anEvent({ name: 'Fair' })];
      expect(await calendars.replace(renamed, calendar, events)).toBe(true);
      expect(await calendars.eventsOf(calendar.calendarId)).toEqual(events);
      const unknown = aCalendar('b');
      expect(await calendars.replace(unknown, unknown)).toBe(false);
      expect(await calendars.list()).toEqual([calendar]);
    });

    test('a calendar is removed once, with its events', async () => {
      const { calendars } = opened;
      const [removed, kept] = [aCalendar('a'), aCalendar('b')];
      for (const calendar of [removed, kept]) await calendars.add(calendar, [anEvent()]);
      expect(await calendars.remove(removed.calendarId)).toBe(true);
      expect(await calendars.remove(removed.calendarId)).toBe(false);
      expect(await calendars.list()).toEqual([kept]);
      expect(await calendars.eventsOf(removed.calendarId)).toEqual([]);
      expect(await calendars.eventsOf(kept.calendarId)).toEqual([anEvent()]);
    });
  });
}

const aRegion: Calendar['source'] = { kind: 'region', region: 'DE-BY', types: ['public'] };

export function aCalendar(id: string, changes: Partial<Calendar> = {}): Calendar {
  return {
    calendarId: id.padStart(12, '0'),
    name: `Calendar ${id}`,
    sites: null,
    source: { kind: 'file', dayKind: 'event', events: 1 },
    createdAt: '2026-03-02T08:00:00.000Z',
    changedAt: '2026-03-02T08:00:00.000Z',
    ...changes,
  };
}

export function anEvent(changes: Partial<CalendarEvent> = {}): CalendarEvent {
  return {
    name: 'Market',
    start: { local: '2026-05-02', timeZone: null },
    length: 1,
    rule: null,
    added: [],
    excluded: [],
    ...changes,
  };
}
