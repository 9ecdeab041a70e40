import { expect, it } from '@jest/globals';
import { stripsOf } from './hatch-series.ts';

it.each([
  ['the whole height where the only series is missing', [true], 'whole'],
  ['the whole height where all series are missing', [true, true], 'whole'],
  ['a strip for each missing series while another one was measured', [true, false, true], [0, 2]],
  ['nothing without series', [], []],
  ['nothing where every series was measured', [false, false], []],
] as const)('a chart hatches %s', (_, missing, strips) => {
  expect(stripsOf(missing)).toEqual(strips);
});
