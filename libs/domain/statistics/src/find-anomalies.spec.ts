import { describe, expect, it } from '@jest/globals';
import { findAnomalies } from './find-anomalies.ts';
import { hourOf, hoursOf, normalNumbers, range } from './hours.fixture.ts';

const options = { minCoverage: 0.8, threshold: 3.5 };
const baseline = hoursOf(range(0, 70), (day, hour) => 100 + hour + (Math.floor(day / 7) % 5));

describe('findAnomalies', () => {
  it('an hour that differs from its usual value is found with its baseline, most unusual first', () => {
    const week = hoursOf(range(70, 77), (day, hour) =>
      day === 72 && hour === 20 ? 180 : day === 75 && hour === 3 ? 60 : 102 + hour,
    );
    const { found, judged } = findAnomalies(week, baseline, options);
    expect(judged).toBe(168);
    expect(found.map(({ hour, score }) => [hour.weekday, hour.hour, Math.sign(score)])).toEqual([
      [3, 20, 1],
      [6, 3, -1],
    ]);
    expect(found[0]?.baseline).toMatchObject({ median: 122, mad: 1, count: 10 });
  });

  it('an hour that was measured too little is not judged', () => {
    const poor = { ...hourOf(70, 8, 9_999), measured: 200 };
    expect(findAnomalies([poor], baseline, options)).toMatchObject({ found: [], judged: 0, leftOut: 1 });
  });

  it('an hour without enough comparable hours is counted and not judged', () => {
    const short = hoursOf(range(0, 28), () => 100);
    const constant = hoursOf(range(0, 70), () => 100);
    const hour = hourOf(70, 8, 9_999);
    expect(findAnomalies([hour], short, options)).toMatchObject({ judged: 0, withoutBaseline: 1 });
    expect(findAnomalies([hour], constant, options)).toMatchObject({ judged: 0, withoutBaseline: 1 });
  });

  it('a day that was unusual in the baseline does not hide another one', () => {
    const withFair = baseline.map((hour) => (hour.day === 20_458 + 14 ? { ...hour, value: 9_000 } : hour));
    const { found } = findAnomalies([hourOf(70, 8, 400)], withFair, options);
    expect(found).toHaveLength(1);
  });

  it.each([
    [3.5, 0.04],
    [5, 0.015],
  ])('of hours that vary by chance, few have a score of %d or more', (threshold, share) => {
    const noise = normalNumbers(7);
    const usual = hoursOf(range(0, 91), () => 100 + 10 * noise());
    const weeks = hoursOf(range(91, 175), () => 100 + 10 * noise());
    const { found, judged } = findAnomalies(weeks, usual, { ...options, threshold });
    expect(judged).toBe(84 * 24);
    expect(found.length / judged).toBeLessThan(share);
  });
});
