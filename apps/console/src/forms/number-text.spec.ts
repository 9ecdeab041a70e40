import { describe, expect, it } from '@jest/globals';
import { isImpossible, numberText, parseNumber } from './number-text.ts';

describe('parseNumber', () => {
  it.each([
    ['31.0', 31],
    ['31.0310', 31.031],
    ['-0.05', -0.05],
    [' 31. ', 31],
    ['.5', 0.5],
    ['３１．０５', 31.05],
    ['−0.5', -0.5],
  ])('parses %p as a number', (typed, number) => {
    expect(parseNumber(typed)).toBe(number);
  });

  it.each(['', ' ', '-', 'north', '31,05', '1e3', '0x10', '3 1', 'Infinity'])(
    'returns undefined for %p, which is not a decimal number',
    (typed) => {
      expect(parseNumber(typed)).toBeUndefined();
    },
  );
});

describe('numberText', () => {
  it.each([
    [undefined, ''],
    [0, '0'],
    [0.1 + 0.2, '0.3'],
    [112.218901, '112.218901'],
  ])('writes %p as %p', (value, text) => {
    expect(numberText(value)).toBe(text);
  });
});

describe('isImpossible', () => {
  it.each([
    ['', false],
    ['90', false],
    ['-90', false],
    ['90.000001', true],
    ['112.20', true],
    ['31,05', true],
    ['-', true],
  ])('judges the latitude %p as impossible: %p', (typed, impossible) => {
    expect(isImpossible(typed, [-90, 90])).toBe(impossible);
  });
});
