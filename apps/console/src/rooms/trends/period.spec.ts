import { describe, expect, it } from '@jest/globals';
import { comparedPeriod, endOfInterval, intervalOf, periodOf, searchOfPeriod, shifted } from './period.ts';

const berlin = 'Europe/Berlin';
const iso = (at: number) => new Date(at).toISOString();
const at = (text: string) => Date.parse(text);

describe('periods of the trends room', () => {
  it('dates are whole local days, also when clocks change', () => {
    const period = periodOf({ from: '2026-03-29', to: '2026-03-29' }, 0, berlin);
    expect([iso(period.from), iso(period.to)]).toEqual([
      '2026-03-28T23:00:00.000Z',
      '2026-03-29T22:00:00.000Z',
    ]);
    expect(searchOfPeriod(period, berlin)).toEqual({ from: '2026-03-29', to: '2026-03-29' });
  });

  it('a part of a day is kept to the minute', () => {
    const search = { from: '2026-03-30T06:15', to: '2026-03-30T09:00' };
    expect(searchOfPeriod(periodOf(search, 0, berlin), berlin)).toEqual(search);
  });

  it('the last days end now and begin at a local midnight', () => {
    const now = at('2026-11-30T14:00:00Z');
    expect(periodOf({ last: '7' }, now, 'Asia/Shanghai')).toEqual({
      from: at('2026-11-23T16:00:00Z'),
      to: now,
    });
  });

  it.each([
    ['2026-11-30T00:00:00Z', 'UTC', '2026-11-23T00:00:00Z'],
    ['2026-03-30T22:30:00Z', berlin, '2026-03-24T23:00:00Z'],
    ['2026-10-26T22:30:00Z', berlin, '2026-10-19T22:00:00Z'],
  ])('at %s in %s the last 7 days begin at %s', (now, timeZone, from) => {
    expect(periodOf({ last: '7' }, at(now), timeZone)).toEqual({ from: at(from), to: at(now) });
  });

  it('a period is compared with the same number of days before it, at the same times of day', () => {
    const period = periodOf({ from: '2026-03-30', to: '2026-04-05' }, 0, berlin);
    const before = comparedPeriod(period, 'before', berlin);
    expect([iso(before.from), iso(before.to), before.days]).toEqual([
      '2026-03-22T23:00:00.000Z',
      '2026-03-29T22:00:00.000Z',
      7,
    ]);
  });

  it('a year ago has the same weekdays', () => {
    const period = periodOf({ from: '2026-11-02', to: '2026-11-08' }, 0, berlin);
    const year = comparedPeriod(period, 'year', berlin);
    expect(searchOfPeriod(year, berlin)).toEqual({ from: '2025-11-03', to: '2025-11-09' });
    expect(new Date(year.from + 7_200_000).getUTCDay()).toBe(1);
  });

  it.each([
    [1, '15m'],
    [7, '1h'],
    [28, '1d'],
    [365, '1w'],
    [1_500, '1mo'],
  ] as const)('a period of %i days has the interval %s', (days, interval) => {
    expect(intervalOf({ from: 0, to: days * 86_400_000 }, undefined)).toBe(interval);
    expect(intervalOf({ from: 0, to: days * 86_400_000 }, '15m')).toBe(days > 104 ? interval : '15m');
  });

  it('intervals of the calendar end where the next one starts', () => {
    expect(iso(endOfInterval(at('2026-01-31T23:00:00Z'), '1mo', berlin))).toBe('2026-02-28T23:00:00.000Z');
    expect(iso(endOfInterval(at('2026-01-31T23:00:00Z'), '1q', berlin))).toBe('2026-04-30T22:00:00.000Z');
    expect(iso(endOfInterval(at('2026-03-22T23:00:00Z'), '1w', berlin))).toBe('2026-03-29T22:00:00.000Z');
  });

  it('shifted keeps the local time across a change of clocks', () => {
    expect(iso(shifted(at('2026-03-28T08:00:00Z'), 1, berlin))).toBe('2026-03-29T07:00:00.000Z');
  });
});
