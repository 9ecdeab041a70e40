import { describe, expect, it } from '@jest/globals';
import { comparePeriods, smallSampleFactor } from './compare-periods.ts';
import { hourOf, hoursOf, normalNumbers, range } from './hours.fixture.ts';

const minCoverage = 0.8;
/** Busy on working days, with a deviation per day. */
const usual = (noise: () => number) => {
  const ofDay = new Map<number, number>();
  return (day: number, hour: number) => {
    if (!ofDay.has(day)) ofDay.set(day, noise());
    return (day % 7 < 5 ? 40 : 10) + hour + (ofDay.get(day) ?? 0);
  };
};

describe('comparePeriods', () => {
  it('a change is found with its size, an interval around it and a verdict', () => {
    const before = hoursOf(range(0, 28), usual(normalNumbers(1)));
    const after = hoursOf(range(28, 56), usual(normalNumbers(2))).map((hour) => ({
      ...hour,
      value: (hour.value ?? 0) + 5,
    }));
    const { difference, interval, effectSize, verdict, cells } = comparePeriods(before, after, minCoverage);
    expect(difference).toBeGreaterThan(4);
    expect(difference).toBeLessThan(6);
    expect(interval?.low).toBeGreaterThan(3);
    expect(interval?.high).toBeLessThan(7);
    expect(effectSize).toBeGreaterThan(2);
    expect([verdict, cells]).toEqual(['higher', 168]);
    expect(comparePeriods(after, before, minCoverage).verdict).toBe('lower');
  });

  it('the same periods always have the same interval', () => {
    const before = hoursOf(range(0, 21), usual(normalNumbers(3)));
    const after = hoursOf(range(21, 42), usual(normalNumbers(4)));
    expect(comparePeriods(before, after, minCoverage)).toEqual(comparePeriods(before, after, minCoverage));
  });

  it('a different mix of weekdays is not a change', () => {
    const flat = usual(() => 0);
    const before = hoursOf(range(0, 14), flat);
    const after = hoursOf([...range(28, 33), ...range(35, 40), 33], flat);
    const { difference, verdict, cells, after: second } = comparePeriods(before, after, minCoverage);
    expect({ difference, verdict, cells }).toEqual({ difference: 0, verdict: 'no_clear_change', cells: 120 });
    // The only Saturday is not compared.
    expect(second).toMatchObject({ days: 10, hours: 240 });
  });

  it('nights that were not measured in one period are not a change', () => {
    const flat = usual(() => 0);
    const after = hoursOf(range(28, 42), flat).map((hour) =>
      hour.hour < 6 ? { ...hour, value: null, measured: 0 } : hour,
    );
    const comparison = comparePeriods(hoursOf(range(0, 14), flat), after, minCoverage);
    expect(comparison).toMatchObject({ difference: 0, cells: 126, after: { leftOut: 84, days: 14 } });
  });

  it('a weekday whose days have no hour of the week in common is not compared', () => {
    const before = hoursOf(range(0, 28), () => 10);
    // Two Saturdays, of which one was measured at an hour that the first period does not have.
    const holes = before.filter(({ weekday, hour }) => weekday !== 6 || hour !== 5);
    const after = [
      ...hoursOf([28, 29, 30, 31, 35, 36, 37, 38], () => 12),
      hourOf(33, 3, 12),
      hourOf(40, 5, 12),
    ];
    const { interval, cells, after: second } = comparePeriods(holes, after, minCoverage);
    expect([cells, second.days]).toEqual([96, 8]);
    expect(interval).toEqual({ low: expect.closeTo(2, 9), high: expect.closeTo(2, 9) });
  });

  it('values that never vary have no change and no effect size in spite of rounding', () => {
    const before = hoursOf(range(0, 21), () => 10.1);
    const after = hoursOf(range(21, 56), () => 10.1);
    const comparison = comparePeriods(before, after, minCoverage);
    expect(comparison).toMatchObject({ verdict: 'no_clear_change', effectSize: undefined });
    const shifted = hoursOf(range(21, 56), () => 10.2);
    expect(comparePeriods(before, shifted, minCoverage)).toMatchObject({
      verdict: 'higher',
      effectSize: undefined,
    });
  });

  it('too little is said when a period has fewer than seven days, and the difference stays visible', () => {
    const before = hoursOf(range(0, 28), () => 1);
    const after = hoursOf([28, 29, 30, 35, 36, 37], () => 3);
    expect(comparePeriods(before, after, minCoverage)).toMatchObject({
      difference: 2,
      interval: undefined,
      effectSize: undefined,
      verdict: 'too_little',
    });
    expect(comparePeriods(before, [], minCoverage)).toMatchObject({
      difference: undefined,
      cells: 0,
      verdict: 'too_little',
      after: { value: undefined, days: 0 },
    });
    expect(comparePeriods(before, [hourOf(28, 3, 9)], minCoverage).verdict).toBe('too_little');
  });

  it('Hedges’ g is the one that is published for the sleep data of Student (1908)', () => {
    // Cohen's d 0.8321811, Hedges' g 0.7970185 (package effsize of R, pooled standard deviation).
    const drug1 = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];
    const drug2 = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
    const mondays = (values: readonly number[], first: number) =>
      values.map((value, week) => hourOf(7 * (first + week), 8, value));
    const { effectSize } = comparePeriods(mondays(drug1, 0), mondays(drug2, 10), minCoverage);
    // 1 − 3 / (4 · 18 − 1) = 0.95775; the package uses 1 − 3 / (4 · 20 − 9), which is the same.
    expect(smallSampleFactor(18)).toBeCloseTo(0.95775, 5);
    expect(effectSize).toBeCloseTo(0.7970185, 6);
  });

  it('the interval contains no change in about 95 of 100 comparisons without a change', () => {
    const trials = range(0, 120);
    const hits = trials.filter((trial) => {
      const noise = normalNumbers(1_000 + trial);
      const [before, after] = [range(0, 28), range(28, 56)].map((days) => {
        const ofDay = days.map(noise);
        // Hours of a day depend on each other: an interval from single hours would be far too narrow.
        return days.flatMap((day, i) => [8, 12, 17].map((hour) => hourOf(day, hour, 10 + (ofDay[i] ?? 0))));
      });
      return comparePeriods(before ?? [], after ?? [], minCoverage).verdict === 'no_clear_change';
    });
    expect(hits.length / trials.length).toBeGreaterThan(0.88);
    expect(hits.length / trials.length).toBeLessThan(0.995);
  });
});
