import { expect, it } from '@jest/globals';
import { axisTop, valueRange } from './value-axis.ts';

it.each([
  ['values from 0 to 100', [0, 100, 'count'], [0, 115]],
  ['small counts', [0, 1, 'count'], [0, 4]],
  ['negative values, such as a balance', [-40, 20, 'count'], [-46, 23]],
  ['ratios', [0.2, 0.7, axisTop('occupancy')], [0, 1]],
  ['small numbers that are not counts', [0, 0.2, axisTop('turnover')], [0, 0.23]],
  ['no value', [null, null, 'count'], [0, 4]],
] as const)('the value axis has room for %s', (_, [min, max, top], range) => {
  const [low, high] = valueRange(min, max, top);
  expect(low).toBeCloseTo(range[0]);
  expect(high).toBeCloseTo(range[1]);
});
