import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { usualRange } from './usual-range.ts';

describe('usualRange', () => {
  test('fewer than 5 days have no range', () => {
    expect(usualRange([37, 36, 38, 37])).toBeUndefined();
    expect(usualRange([37, 36, 38, 37, 35])).toBeDefined();
  });

  test('the range excludes none of 40 spaces taken where 35 to 38 are usual', () => {
    const range = usualRange([37, 36, 38, 37, 35])!;
    expect(range.low).toBeGreaterThan(25);
    expect(range.high).toBeLessThan(50);
  });

  test('one day with a fault among ten does not hide a drop to zero', () => {
    const range = usualRange([37, 36, 38, 37, 35, 36, 0, 38, 37, 36])!;
    expect(range.low).toBeGreaterThan(25);
  });

  test('holidays that repeat belong to what is usual', () => {
    const range = usualRange([37, 36, 4, 37, 35, 36, 5, 38, 37, 36, 4, 37])!;
    expect(range.low).toBe(0);
  });

  test('an empty road is usual where hardly anything passes', () => {
    expect(usualRange([0.2, 0.1, 0, 0.3, 0.2])).toEqual({ low: 0, high: 1.3 });
  });

  test('property: every day lies in its range, except at most the lowest and the highest of ten or more', () => {
    const days = fc.array(fc.double({ min: 0, max: 500, noNaN: true }), { minLength: 5, maxLength: 28 });
    fc.assert(
      fc.property(days, (values) => {
        const { low, high } = usualRange(values)!;
        const outside = values.filter((value) => value < low || value > high).length;
        expect(outside).toBeLessThanOrEqual(values.length >= 10 ? 2 : 0);
      }),
    );
  });
});
