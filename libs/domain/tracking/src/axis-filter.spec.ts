import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { correctAxis, predictAxis, type AxisState } from './axis-filter.ts';

const start: AxisState = {
  position: 10,
  velocity: 4,
  positionVariance: 2,
  covariance: 0.5,
  velocityVariance: 3,
};

test('two predictions equal one over the sum of their times, so that the frame rate does not matter', () => {
  const time = fc.double({ min: 0.01, max: 3, noNaN: true });
  fc.assert(
    fc.property(time, time, (first, second) => {
      const twice = predictAxis(predictAxis(start, first, 5), second, 5);
      const once = predictAxis(start, first + second, 5);
      for (const key of Object.keys(once) as (keyof AxisState)[])
        expect(twice[key]).toBeCloseTo(once[key], 6);
    }),
  );
});

test('a filter finds the speed of an object that moves at a constant speed', () => {
  let axis: AxisState = { ...start, velocity: 0, velocityVariance: 10_000 };
  for (let i = 1; i <= 10; i += 1) axis = correctAxis(predictAxis(axis, 0.2, 1), 10 + 30 * 0.2 * i, 1);
  expect(axis.velocity).toBeGreaterThan(28);
  expect(axis.velocity).toBeLessThan(32);
  expect(axis.position).toBeCloseTo(70, 0);
});
