import { describe, expect, it } from '@jest/globals';
import { numberOf } from './typed-number.ts';

describe('numberOf', () => {
  it.each([
    ['31.0', 31],
    ['31.0310', 31.031],
    ['-0.05', -0.05],
    [31.05, 31.05],
    ['31.', 31],
  ])('reads %p on the way to a number', (typed, number) => {
    expect(numberOf(typed)).toBe(number);
  });

  it.each(['', ' ', '-', 'north'])('has no number for %p', (typed) => {
    expect(numberOf(typed)).toBeUndefined();
  });
});
