import { describe, expect, it } from '@jest/globals';
import { baselineOf, modifiedScore } from './robust-scores.ts';
import { peakHourFactor } from './profile-hours.ts';
import { meanOf, medianOf, quantileOf, summaryOf } from './summaries.ts';

/** Fuel consumption of 32 cars, Motor Trend 1974 (`mtcars$mpg` of R). */
const milesPerGallon = [
  21, 21, 22.8, 21.4, 18.7, 18.1, 14.3, 24.4, 22.8, 19.2, 17.8, 16.4, 17.3, 15.2, 10.4, 10.4, 14.7, 32.4,
  30.4, 33.9, 21.5, 15.5, 15.2, 13.3, 19.2, 27.3, 26, 30.4, 15.8, 19.7, 15, 21.4,
];

describe('published examples', () => {
  it('quantiles are those that R prints for mtcars$mpg', () => {
    expect([0, 0.25, 0.5, 0.75, 1].map((p) => quantileOf(milesPerGallon, p))).toEqual(
      [10.4, 15.425, 19.2, 22.8, 33.9].map((value) => expect.closeTo(value, 10)),
    );
    expect(meanOf(milesPerGallon)).toBeCloseTo(20.09062, 5);
  });

  it('a percentile between two values is interpolated as PERCENTILE.INC does in its documentation', () => {
    expect(quantileOf([1, 3, 2, 4], 0.3)).toBeCloseTo(1.9, 12);
  });

  it('the scaled median deviation is the one that R prints for mad(mtcars$mpg)', () => {
    expect(baselineOf(milesPerGallon)).toMatchObject({
      median: 19.2,
      mad: expect.closeTo(3.65, 10),
      scale: expect.closeTo(5.41149, 4),
      count: 32,
    });
  });

  it('a modified z-score is 0.6745 deviations / MAD, as in the NIST handbook', () => {
    const baseline = baselineOf([1, 2, 3, 4, 100]);
    expect(modifiedScore(100, baseline)).toBeCloseTo(0.6745 * 97, 1);
    expect(modifiedScore(1, baseline)).toBeCloseTo(-0.6745 * 2, 3);
  });

  it('a peak-hour factor is the hourly volume / four times the highest quarter hour', () => {
    // Volumes 1000, 1200, 1100 and 1000 in 15 minutes, 4300 in the hour: PHF 4300 / (4 × 1200) = 0.896.
    expect(peakHourFactor([4000, 4800, 4400, 4000])).toBeCloseTo(0.896, 3);
    expect(peakHourFactor([0, 0, 0, 0])).toBeUndefined();
  });

  it('a sum is exact where adding one by one loses digits', () => {
    expect(meanOf([1e16, 1, -1e16])).toBeCloseTo(1 / 3, 12);
  });

  it('a summary of one value is that value', () => {
    expect(summaryOf([7])).toEqual({ median: 7, p15: 7, p85: 7, mean: 7 });
    expect(medianOf([])).toBeNaN();
  });

  it('the spread comes from the mean deviation where most values are equal, and is 0 where all are', () => {
    expect(baselineOf([5, 5, 5, 5, 9])).toMatchObject({ mad: 0, scale: expect.closeTo(0.8 * 1.2533, 4) });
    expect(modifiedScore(9, baselineOf([5, 5, 5]))).toBeUndefined();
  });
});
