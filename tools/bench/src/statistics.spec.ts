import { expect, test } from '@jest/globals';
import { metricIn } from './metrics.ts';
import { cpuBetween } from './process-tree.ts';
import { median, quantile, slope } from './statistics.ts';

test('the median is the middle value, or the mean of the two middle values', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([4, 1, 9, 6])).toBe(5);
  expect(median([])).toBeNaN();
});

test('a quantile is one of the values, including the extremes', () => {
  const values = Array.from({ length: 100 }, (_, i) => 100 - i);
  expect(quantile(values, 0.5)).toBe(51);
  expect(quantile(values, 0.95)).toBe(96);
  expect(quantile(values, 1)).toBe(100);
  expect(quantile([], 0.5)).toBeNaN();
});

test('the slope ignores noise that cancels out', () => {
  expect(
    slope([
      [0, 10],
      [1, 12],
      [2, 14],
    ]),
  ).toBeCloseTo(2);
  expect(
    slope([
      [0, 1],
      [1, -1],
      [2, 1],
      [3, -1],
      [4, 1],
    ]),
  ).toBeCloseTo(0);
});

test('CPU time between two readings includes new processes in full and ignores ended ones', () => {
  const before = new Map([
    [1, 100],
    [2, 50],
  ]);
  const after = new Map([
    [1, 130],
    [3, 20],
  ]);
  expect(cpuBetween(before, after)).toBe(50);
});

test('a metric is read by its complete name', () => {
  const text = '# HELP a b\nvialog_detector_counted_total 12\nvialog_detector_counted_total_more 7\n';
  expect(metricIn(text, 'vialog_detector_counted_total')).toBe(12);
  expect(metricIn(text, 'vialog_nothing')).toBe(0);
});
