import { expect, it } from '@jest/globals';
import { differenceValue, measureValue } from './measure-value.ts';

it.each([
  ['turnover', 0.125, '0.13', '+0.13'],
  ['occupancy', 0.423, '42%', '+42.3'],
  ['flow', 12.4, '12', '+12'],
  ['presence', 12.44, '12.4', '+12.4'],
] as const)(
  'values and differences of %s have the digits of the measure',
  (measure, value, text, difference) => {
    expect(measureValue(value, measure, 'en-GB')).toBe(text);
    expect(differenceValue(value, measure, 'en-GB')).toBe(difference);
  },
);
