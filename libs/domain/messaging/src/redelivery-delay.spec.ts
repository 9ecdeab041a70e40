import { describe, expect, it } from '@jest/globals';
import { redeliveryDelay } from './redelivery-delay.ts';

describe('redeliveryDelay', () => {
  const delays = { minMs: 100, maxMs: 30_000 };
  it.each([
    [1, 0, 100],
    [2, 0, 200],
    [5, 0, 1_600],
    [50, 0, 30_000],
    [1, 700, 700],
    [3, 700, 2_800],
    [1, 60_000, 60_000],
    [9, 60_000, 60_000],
  ])(
    'after delivery %i with a requested delay of %i ms the delay is %i ms',
    (deliveries, requested, expected) => {
      expect(redeliveryDelay(delays, deliveries, requested)).toBe(expected);
    },
  );
});
