import { expect, test } from '@jest/globals';
import { epochOf } from '@vialog/contracts';
import { aCalendar } from './calendar-store.conformance.ts';
import { InMemoryCalendars } from './calendar-store.fake.ts';
import { rewriteCalendar } from './change-calendar.ts';

test('two changes within a millisecond have different times', async () => {
  const calendars = new InMemoryCalendars();
  const calendar = aCalendar('a');
  await calendars.add(calendar, []);
  const clock = { now: () => epochOf(calendar.changedAt), monotonic: () => 0 };
  const rename = (name: string) =>
    rewriteCalendar({ calendars, clock }, calendar.calendarId, (before) => ({ after: { ...before, name } }));
  expect((await rename('Fair')).changedAt).toBe('2026-03-02T08:00:00.001Z');
  expect((await rename('Market')).changedAt).toBe('2026-03-02T08:00:00.002Z');
});
