import { expect, test } from '@jest/globals';
import type { Calendar } from '@vialog/contracts';
import { FixedHolidayRules } from '../holiday-rules.fake.ts';
import { aCalendar, anEvent } from '../registry/calendar-store.conformance.ts';
import { InMemoryCalendars } from '../registry/calendar-store.fake.ts';
import { SpecialDays } from './special-days.ts';

const dayOf = (date: string) => Date.parse(`${date}T00:00:00Z`) / 86_400_000;
const range = { from: dayOf('2025-12-30'), to: dayOf('2026-05-03') };
const [north, south] = ['00000000000n', '00000000000s'];

async function given(...calendars: readonly (readonly [Calendar, ReturnType<typeof anEvent>[]])[]) {
  const store = new InMemoryCalendars();
  for (const [calendar, events] of calendars) await store.add(calendar, events);
  return { store, reader: new SpecialDays(store, new FixedHolidayRules()) };
}

const region = (id: string, code: string, changes: Partial<Calendar> = {}) =>
  aCalendar(id, { source: { kind: 'region', region: code, types: ['public'] }, ...changes });

test('special days of a place are those of all sites and of its sites, in the order of their days', async () => {
  const { reader } = await given(
    [aCalendar('f', { sites: [north] }), [anEvent()]],
    [region('d', 'DE'), []],
    [aCalendar('e', { sites: [south] }), [anEvent({ name: 'Fair' })]],
  );
  const daysOf = await reader.between(range);
  const summary = (sites: string[]) =>
    daysOf({ timeZone: 'Europe/Berlin', sites }).map(({ date, kind, name }) => [date, kind, name.text]);
  expect(summary([])).toEqual([['2026-01-01', 'holiday', 'Neujahr']]);
  expect(summary([north])).toEqual([
    ['2026-01-01', 'holiday', 'Neujahr'],
    ['2026-05-02', 'event', 'Market'],
  ]);
  expect(summary([north, south])).toHaveLength(3);
});

test('an event of a file whose days are holidays is a holiday', async () => {
  const school = aCalendar('h', { source: { kind: 'file', dayKind: 'holiday', events: 1 } });
  const { reader } = await given([
    school,
    [anEvent({ start: { local: '2026-04-30', timeZone: null }, length: 9 })],
  ]);
  const days = (await reader.between(range))({ timeZone: 'UTC', sites: [] });
  expect(days.map(({ date }) => date)).toEqual(['2026-04-30', '2026-05-01', '2026-05-02', '2026-05-03']);
  expect(days[0]).toMatchObject({ kind: 'holiday', calendarId: school.calendarId });
});

test('days are computed again after the events of their calendar change', async () => {
  const calendar = aCalendar('a');
  const { store, reader } = await given([calendar, [anEvent()]]);
  const place = { timeZone: 'UTC', sites: [] };
  expect((await reader.between(range))(place)).toHaveLength(1);
  const changed = { ...calendar, changedAt: '2026-03-02T08:00:00.001Z' };
  await store.replace(calendar, changed, [anEvent({ length: 2, name: 'Fair' })]);
  expect((await reader.between(range))(place).map(({ name }) => name.text)).toEqual(['Fair', 'Fair']);
});

test('nothing is remembered of a calendar that was deleted', async () => {
  const calendar = aCalendar('a');
  const { store, reader } = await given([calendar, [anEvent()]]);
  const names = async () =>
    (await reader.between(range))({ timeZone: 'UTC', sites: [] }).map(({ name }) => name.text);
  expect(await names()).toEqual(['Market']);
  await store.remove(calendar.calendarId);
  expect(await names()).toEqual([]);
  await store.add(calendar, [anEvent({ name: 'Fair' })]);
  expect(await names()).toEqual(['Fair']);
});

test('rules of holidays are not computed for years before 1970 or after 2100', async () => {
  const { reader } = await given([region('d', 'DE'), []]);
  const datesIn = async (from: string, to: string) => {
    const ofPlace = await reader.between({ from: dayOf(from), to: dayOf(to) });
    return ofPlace({ timeZone: 'UTC', sites: [] }).map(({ date }) => date);
  };
  expect(await datesIn('0001-01-01', '1970-01-01')).toEqual(['1970-01-01']);
  expect(await datesIn('2100-01-01', '2200-12-31')).toEqual(['2100-01-01']);
  expect(await datesIn('9999-01-01', '9999-12-31')).toEqual([]);
});

test('the days of a time differ between the time zones of places', async () => {
  const event = anEvent({
    start: { local: '2026-05-01T20:00:00', timeZone: 'Europe/Berlin' },
    length: 3_600_000,
  });
  const { reader } = await given([aCalendar('a'), [event]]);
  const daysOf = await reader.between(range);
  expect(daysOf({ timeZone: 'Australia/Sydney', sites: [] })[0]?.date).toBe('2026-05-02');
  expect(daysOf({ timeZone: 'America/Lima', sites: [] })[0]?.date).toBe('2026-05-01');
});
