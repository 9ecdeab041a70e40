import { expect, test } from '@jest/globals';
import { isoOf, type ReportRule, type ReportSchedule } from '@vialog/contracts';
import { dueTimes, nextDue, periodBefore } from './due-times.ts';

const berlin = 'Europe/Berlin';
const timesOf = (rule: ReportRule, timeZone: string, after: string, until: string) =>
  dueTimes({ rule, timeZone }, { after: Date.parse(after), until: Date.parse(until) }).map(isoOf);

test('a time that clocks skip is moved forward, and one that exists twice is due once', () => {
  const rule = { kind: 'daily', at: '02:30' } as const;
  expect(timesOf(rule, berlin, '2026-03-28T12:00Z', '2026-03-30T12:00Z')).toEqual([
    '2026-03-29T01:30:00.000Z',
    '2026-03-30T00:30:00.000Z',
  ]);
  expect(timesOf(rule, berlin, '2025-10-25T12:00Z', '2025-10-27T12:00Z')).toEqual([
    '2025-10-26T00:30:00.000Z',
    '2025-10-27T01:30:00.000Z',
  ]);
});

test('weekly and monthly rules follow the calendar of the time zone', () => {
  const weekly = { kind: 'weekly', weekday: 1, at: '06:00' } as const;
  expect(timesOf(weekly, 'Asia/Shanghai', '2026-03-01T00:00Z', '2026-03-15T23:00Z')).toEqual([
    '2026-03-01T22:00:00.000Z',
    '2026-03-08T22:00:00.000Z',
    '2026-03-15T22:00:00.000Z',
  ]);
  const monthly = { kind: 'monthly', day: 1, at: '06:00' } as const;
  expect(timesOf(monthly, berlin, '2026-02-01T05:00Z', '2026-04-01T04:00Z')).toEqual([
    '2026-03-01T05:00:00.000Z',
    '2026-04-01T04:00:00.000Z',
  ]);
  expect(isoOf(nextDue({ rule: monthly, timeZone: berlin }, Date.parse('2026-04-01T04:00Z')))).toBe(
    '2026-05-01T04:00:00.000Z',
  );
});

test.each<[ReportSchedule['period'], string, string]>([
  ['last_day', '2026-03-30T22:00:00.000Z', '2026-03-31T22:00:00.000Z'],
  ['last_week', '2026-03-22T23:00:00.000Z', '2026-03-29T22:00:00.000Z'],
  ['last_month', '2026-02-28T23:00:00.000Z', '2026-03-31T22:00:00.000Z'],
  ['last_quarter', '2025-12-31T23:00:00.000Z', '2026-03-31T22:00:00.000Z'],
  ['last_year', '2024-12-31T23:00:00.000Z', '2025-12-31T23:00:00.000Z'],
])('on 1 April 2026 in Berlin, %s is from %s to %s', (period, from, to) => {
  const found = periodBefore({ period, timeZone: berlin }, Date.parse('2026-04-01T04:00Z'));
  expect([isoOf(found.from), isoOf(found.to)]).toEqual([from, to]);
});
