import { describe, expect, test } from '@jest/globals';
import type { Calendar, SpecialDay } from '@vialog/contracts';
import { dateAfter, isLeftOut, specialDaysFrom, specialDaysOfSite } from './special-days-of-sites.ts';

const dayOf = (date: string, calendarId: string, kind: SpecialDay['kind'] = 'holiday'): SpecialDay => ({
  date,
  kind,
  calendarId,
  name: { text: 'Market', en: null, zh: null },
});
const calendarOf = (calendarId: string, sites: string[] | null): Calendar => ({
  calendarId,
  name: 'Calendar',
  sites,
  source: { kind: 'file', dayKind: 'event', events: 1 },
  createdAt: '2026-01-01T00:00:00.000Z',
  changedAt: '2026-01-01T00:00:00.000Z',
});

describe('special days of sites', () => {
  test('days are those of today and of later, and earlier ones are left out', () => {
    const days = ['2026-09-30', '2026-10-01', '2026-10-03'].map((date) => dayOf(date, 'all'));
    expect(specialDaysFrom(days, '2026-10-01')).toEqual({ today: [days[1]], later: [days[2]] });
  });

  test('a site has the days of its calendars and of those for all sites', () => {
    const days = ['all', 'own', 'other', 'deleted'].map((id) => dayOf('2026-10-01', id));
    const calendars = [calendarOf('all', null), calendarOf('own', ['a', 'b']), calendarOf('other', ['b'])];
    expect(specialDaysOfSite(days, calendars, 'a').map(({ calendarId }) => calendarId)).toEqual([
      'all',
      'own',
    ]);
  });

  test('an event is not left out of typical days, a holiday and an adjusted working day are', () => {
    expect((['holiday', 'working_day', 'event'] as const).map((kind) => isLeftOut({ kind }))).toEqual([
      true,
      true,
      false,
    ]);
  });

  test('days are counted across the end of a month and of a year', () => {
    expect(dateAfter('2026-12-25', 14)).toBe('2027-01-08');
  });
});
