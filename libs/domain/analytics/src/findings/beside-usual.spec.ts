import { describe, expect, test } from '@jest/globals';
import { dayMs, hourMs } from '@vialog/contracts';
import type { HourValue } from '@vialog/statistics';
import { besideUsual } from './beside-usual.ts';

const week = 7 * dayMs;
const from = 20 * week;
const rules = { minCoverage: 0.8, from, lengthMs: week };

/** The first `hours` hours of a Monday, all with the same value; week 0 is that of the period, -1 the one before. */
const weekOf = (number: number, value: number, hours = 4): HourValue[] =>
  Array.from({ length: hours }, (_, hour) => ({
    start: from + number * week + hour * hourMs,
    day: (from + number * week) / dayMs,
    weekday: 1,
    hour,
    value,
    expected: 4,
    measured: 4,
  }));
const weeksBefore = (...values: readonly number[]): HourValue[] =>
  values.flatMap((value, i) => weekOf(-1 - i, value));

describe('a period beside the usual ones', () => {
  test.each([
    [20, 'higher', 5, 0],
    [10, 'usual', 2, 2],
    [1, 'lower', 0, 5],
  ] as const)('a value of %d beside 8 to 12 is %s', (value, verdict, higherThan, lowerThan) => {
    expect(besideUsual(weekOf(0, value), weeksBefore(8, 9, 10, 11, 12), rules)).toMatchObject({
      value,
      usual: 10,
      periods: 5,
      verdict,
      higherThan,
      lowerThan,
    });
  });

  test('fewer than five earlier periods are too few', () => {
    const weeks = weeksBefore(8, 9, 10, 11, 12, 10);
    expect(besideUsual(weekOf(0, 10), weeks, { ...rules, lengthMs: 2 * week })).toBeUndefined();
  });

  test('an earlier period with fewer than half of the hours of the week does not count', () => {
    const five = weeksBefore(8, 9, 10, 11, 12);
    expect(besideUsual(weekOf(0, 10), [...five, ...weekOf(-6, 10, 1)], rules)?.periods).toBe(5);
    expect(besideUsual(weekOf(0, 10), [...five, ...weekOf(-6, 10, 2)], rules)?.periods).toBe(6);
  });
});
