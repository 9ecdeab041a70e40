import { describe, expect, it } from '@jest/globals';
import { fileSize, percent } from './numbers.ts';

describe('percent', () => {
  it.each([
    [1, '100%'],
    [0.99996, '99.9%'],
    [0.994, '99.4%'],
    [0.985, '99%'],
    [0.5, '50%'],
    [0, '0%'],
  ])('formats the ratio %d as %s and only 1 as 100%%', (ratio, text) => {
    expect(percent(ratio, 'en-GB')).toBe(text);
  });
});

it.each([
  [0, '1 kB'],
  [4_200, '4.2 kB'],
  [181_442, '181 kB'],
  [12_345_678, '12 MB'],
])('formats a file of %d bytes as %s', (bytes, text) => {
  expect(fileSize(bytes, 'en-GB')).toBe(text);
});
