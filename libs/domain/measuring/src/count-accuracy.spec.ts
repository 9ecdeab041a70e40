import { expect, test } from '@jest/globals';
import { countAccuracyOf } from './count-accuracy.ts';

test('the GEH statistic uses the flows per hour of the period', () => {
  // 120 and 100 vehicles per hour: √(2 · 20² / 220) = 1.91
  expect(countAccuracyOf(60, 50, 1_800_000)).toEqual({
    truth: 50,
    counted: 60,
    difference: 10,
    errorPercent: 20,
    geh: 1.91,
  });
});

test('a period without vehicles has no error in percent', () => {
  expect(countAccuracyOf(0, 0, 60_000)).toMatchObject({ errorPercent: null, geh: 0 });
  expect(countAccuracyOf(2, 0, 60_000)).toMatchObject({ difference: 2, errorPercent: null });
});
