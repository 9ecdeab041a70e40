import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { localTimeOf } from '@vialog/measuring';
import type { Condition } from '../event-query.ts';
import { holdsAt, localIntervals } from './local-intervals.ts';

const minutes = (from: number, to: number): Condition => ({ kind: 'minutes', from, to });
const iso = (at: number): string => new Date(at).toISOString().slice(5, 16);
const intervals = (condition: Condition, from: string, to: string, zone: string): string[] =>
  localIntervals(condition, { from: Date.parse(from), to: Date.parse(to) }, zone).map(
    (interval) => `${iso(interval.from)} ${iso(interval.to)}`,
  );

describe('localIntervals', () => {
  it('localIntervals returns the hours of every day within the window', () => {
    expect(
      intervals(minutes(1020, 1140), '2026-03-30T10:07:00Z', '2026-03-31T23:00:00Z', 'Asia/Shanghai'),
    ).toEqual(['03-30T10:07 03-30T11:00', '03-31T09:00 03-31T11:00']);
  });

  it('a night is an hour shorter or longer when clocks change', () => {
    const night = minutes(60, 240);
    expect(intervals(night, '2026-03-28T20:00:00Z', '2026-03-29T20:00:00Z', 'Europe/Berlin')).toEqual([
      '03-29T00:00 03-29T02:00',
    ]);
    expect(intervals(night, '2026-10-24T20:00:00Z', '2026-10-25T20:00:00Z', 'Europe/Berlin')).toEqual([
      '10-24T23:00 10-25T03:00',
    ]);
  });

  it('localIntervals returns nothing for an empty window and for a condition that never holds', () => {
    expect(intervals({ kind: 'all' }, '2026-03-28T20:00:00Z', '2026-03-28T20:00:00Z', 'UTC')).toEqual([]);
    expect(
      intervals({ kind: 'weekdays', days: [] }, '2026-03-28T20:00:00Z', '2026-03-29T20:00:00Z', 'UTC'),
    ).toEqual([]);
  });

  const minute = fc.integer({ min: 0, max: 1440 });
  const leaf: fc.Arbitrary<Condition> = fc.oneof(
    fc.record({ kind: fc.constant('minutes' as const), from: minute, to: minute }),
    fc.record({ kind: fc.constant('weekdays' as const), days: fc.subarray([1, 2, 3, 4, 5, 6, 7]) }),
  );
  const tree = fc.oneof(
    leaf,
    fc.record({ kind: fc.constantFrom('and' as const, 'or' as const), of: fc.array(leaf, { maxLength: 3 }) }),
    fc.record({ kind: fc.constant('not' as const), of: leaf }),
  );

  it('localIntervals contains exactly the minutes at which the condition holds', () => {
    const zones = fc.constantFrom('Europe/Berlin', 'Asia/Kolkata', 'America/New_York', 'Australia/Lord_Howe');
    const start = fc.integer({
      min: Date.parse('2026-03-27') / 60_000,
      max: Date.parse('2026-04-06') / 60_000,
    });
    fc.assert(
      fc.property(tree, zones, start, fc.integer({ min: 1, max: 2000 }), (condition, zone, from, length) => {
        const found = localIntervals(condition, { from: from * 60_000, to: (from + length) * 60_000 }, zone);
        for (let at = from; at < from + length; at += 1) {
          const inside = found.some((interval) => at * 60_000 >= interval.from && at * 60_000 < interval.to);
          if (inside !== holdsAt(condition, localTimeOf(at * 60_000, zone)))
            throw new Error(`wrong at ${new Date(at * 60_000).toISOString()}`);
        }
      }),
      { numRuns: 60 },
    );
  });
});
