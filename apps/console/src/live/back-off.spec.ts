import { describe, expect, it } from '@jest/globals';
import { longestPauseMs, pauseMs } from './back-off.ts';

describe('pauseMs', () => {
  it.each([
    [1, 500, 1_000],
    [2, 1_000, 2_000],
    [3, 2_000, 4_000],
    [6, 15_000, 30_000],
    [500, 15_000, 30_000],
  ])('waits after failure %i between %i and %i ms', (failures, least, most) => {
    expect(pauseMs(failures, 0)).toBe(least);
    expect(pauseMs(failures, 1)).toBe(most);
  });

  it('never waits longer than the longest pause', () => {
    expect(pauseMs(Number.MAX_SAFE_INTEGER, 1)).toBe(longestPauseMs);
  });
});
