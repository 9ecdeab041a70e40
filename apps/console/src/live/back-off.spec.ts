import { describe, expect, it } from '@jest/globals';
import { backOffMs, maxBackOffMs } from './back-off.ts';

describe('backOffMs', () => {
  it.each([
    [1, 500, 1_000],
    [2, 1_000, 2_000],
    [3, 2_000, 4_000],
    [6, 15_000, 30_000],
    [500, 15_000, 30_000],
  ])('waits after failure %i between %i and %i ms', (failures, min, max) => {
    expect(backOffMs(failures, 0)).toBe(min);
    expect(backOffMs(failures, 1)).toBe(max);
  });

  it('never waits longer than the maximum back-off', () => {
    expect(backOffMs(Number.MAX_SAFE_INTEGER, 1)).toBe(maxBackOffMs);
  });
});
