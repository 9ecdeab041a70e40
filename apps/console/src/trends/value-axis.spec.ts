import { expect, it } from '@jest/globals';
import { valueRange } from './value-axis.ts';

it.each([
  ['values from 0 to 100', [0, 100, undefined], [0, 115]],
  ['small values', [0, 1, undefined], [0, 4]],
  ['negative values, such as a balance', [-40, 20, undefined], [-46, 23]],
  ['ratios', [0.2, 0.7, 1], [0, 1]],
  ['no value', [null, null, undefined], [0, 4]],
] as const)('the value axis has room for %s', (_, [min, max, top], range) => {
  const [low, high] = valueRange(min, max, top);
  expect([Math.round(low), high]).toEqual(range);
});
