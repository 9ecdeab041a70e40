import { describe, expect, test } from '@jest/globals';
import { hourMs } from '@vialog/contracts';
import type { HourValue } from '@vialog/statistics';
import { summaryOfDays, targetDays, type TargetDay } from './target-days.ts';

/** Hours of one day from midnight; undefined: not measured. */
const dayOf = (...values: readonly (number | undefined)[]): HourValue[] =>
  values.map((value, hour) => ({
    start: hour * hourMs,
    day: 0,
    weekday: 4,
    hour,
    value: value ?? null,
    expected: 4,
    measured: value === undefined ? 0 : 4,
  }));

describe('the days at a target', () => {
  test.each([
    ['reaches it', dayOf(0.1, 0.9, 0.2), 'reached', 1],
    ['reaches it exactly', dayOf(0.1, 0.85), 'reached', 1],
    ['reaches it after an hour that was left out', dayOf(0.1, undefined, 0.9), 'reached', undefined],
    ['reaches it before an hour that was left out', dayOf(0.1, 0.9, undefined), 'reached', 1],
    ['stays below it', dayOf(0.1, 0.2), 'not_reached', undefined],
    ['stays below it with an hour that was left out', dayOf(0.1, undefined), 'undecided', undefined],
  ] as const)('a day that %s is judged by its measured hours', (_, hours, result, firstHour) => {
    expect(targetDays(hours, 0.85, 0.8)).toEqual([{ weekday: 4, result, firstHour }]);
  });

  test('half of the days with a known first hour had reached the target by the middle one', () => {
    const reached = (firstHour: number | undefined): TargetDay => ({
      weekday: 1,
      result: 'reached',
      firstHour,
    });
    expect(summaryOfDays([12, 7, undefined, 9, 10, 6, 14].map(reached))).toEqual({
      days: 7,
      reached: 7,
      undecided: 0,
      halfBy: 9,
    });
  });
});
