import { describe, expect, it } from '@jest/globals';
import { hourMs, quarterMs } from '@vialog/contracts';
import fc from 'fast-check';
import { dateOfLocalDay, localHours } from './local-hours.ts';
import { localTimeOf } from './local-time.ts';

const at = (iso: string): number => Date.parse(iso);

describe('localHours', () => {
  it.each([
    ['Europe/Berlin in spring', '2026-03-29T00:00:00+01:00', { hours: 23, hour: 2, times: 0 }],
    ['Europe/Berlin in autumn', '2026-10-25T00:00:00+02:00', { hours: 25, hour: 2, times: 2 }],
    ['Australia/Sydney in autumn', '2026-04-05T00:00:00+11:00', { hours: 25, hour: 2, times: 2 }],
    ['Australia/Sydney in spring', '2026-10-04T00:00:00+10:00', { hours: 23, hour: 2, times: 0 }],
    ['America/Santiago at midnight', '2026-09-06T01:00:00-03:00', { hours: 23, hour: 0, times: 0 }],
  ])('%s has the hours of a day with a change of clocks', (what, midnight, expected) => {
    const from = at(midnight);
    const hours = localHours(from, from + expected.hours * hourMs, what.split(' ')[0] ?? '');
    expect(hours).toHaveLength(expected.hours);
    expect(new Set(hours.map(({ day }) => day)).size).toBe(1);
    expect(hours.filter(({ hour }) => hour === expected.hour)).toHaveLength(expected.times);
  });

  it('an hour of a half-hour time zone starts at its own full hour', () => {
    const [first] = localHours(at('2026-03-02T08:00:00Z'), at('2026-03-02T09:00:00Z'), 'Asia/Kolkata');
    expect(first).toEqual({
      from: at('2026-03-02T07:30:00Z'),
      to: at('2026-03-02T08:30:00Z'),
      day: 20_514,
      weekday: 1,
      hour: 13,
    });
    expect(dateOfLocalDay(20_514)).toBe('2026-03-02');
  });

  it('a change of clocks by half an hour makes one hour half as long', () => {
    const hours = localHours(at('2026-04-04T14:00:00Z'), at('2026-04-04T17:00:00Z'), 'Australia/Lord_Howe');
    expect(hours.map(({ from, to, hour }) => [(to - from) / quarterMs, hour])).toEqual([
      [4, 1],
      [2, 1],
      [4, 2],
      [4, 3],
    ]);
  });

  it('there are no hours in an empty window', () => {
    expect(localHours(5, 5, 'UTC')).toEqual([]);
  });

  it('local hours follow each other, cover the window and agree with the local time of every quarter hour', () => {
    const zones = [
      'Europe/London',
      'Asia/Shanghai',
      'America/New_York',
      'Australia/Adelaide',
      'Pacific/Chatham',
    ];
    const start = fc.integer({ min: at('2024-01-01T00:00:00Z'), max: at('2027-01-01T00:00:00Z') });
    fc.assert(
      fc.property(
        start,
        fc.integer({ min: 1, max: 60 * hourMs }),
        fc.constantFrom(...zones),
        (from, length, zone) => {
          const hours = localHours(from, from + length, zone);
          expect(hours[0]?.from).toBeLessThanOrEqual(from);
          expect(hours[0]?.to).toBeGreaterThan(from);
          expect(hours.at(-1)?.from).toBeLessThan(from + length);
          expect(hours.at(-1)?.to).toBeGreaterThanOrEqual(from + length);
          for (const [i, each] of hours.entries()) {
            if (i > 0) expect(each.from).toBe(hours[i - 1]?.to);
            for (let quarter = each.from; quarter < each.to; quarter += quarterMs) {
              const { minute, weekday } = localTimeOf(quarter, zone);
              expect([each.weekday, each.hour]).toEqual([weekday, Math.floor(minute / 60)]);
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
