import { describe, expect, it } from '@jest/globals';
import { parseNumber } from './use-number-text.ts';

describe('parseNumber', () => {
  it.each([
    ['31.0', 31],
    ['31.0310', 31.031],
    ['-0.05', -0.05],
    [31.05, 31.05],
    ['31.', 31],
  ])('parses %p as a number', (typed, number) => {
    expect(parseNumber(typed)).toBe(number);
  });

  it.each(['', ' ', '-', 'north'])('returns undefined for %p, which is not a number', (typed) => {
    expect(parseNumber(typed)).toBeUndefined();
  });
});
