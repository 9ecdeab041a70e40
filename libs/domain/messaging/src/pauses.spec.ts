import { describe, expect, it } from '@jest/globals';
import { pauseAfter } from './pauses.ts';

describe('the pause between deliveries', () => {
  const pauses = { shortestMs: 100, longestMs: 30_000 };
  it.each([
    [1, 0, 100],
    [2, 0, 200],
    [5, 0, 1_600],
    [50, 0, 30_000],
    [1, 700, 700],
    [3, 700, 2_800],
    [1, 60_000, 60_000],
    [9, 60_000, 60_000],
  ])('after delivery %i, asked for %i ms, is %i ms', (deliveries, asked, expected) => {
    expect(pauseAfter(pauses, deliveries, asked)).toBe(expected);
  });
});
