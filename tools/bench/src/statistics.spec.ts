import { expect, test } from '@jest/globals';
import { metricIn } from './metrics.ts';
import { cpuBetween } from './process-tree.ts';
import { median, quantile, slope } from './statistics.ts';

test('the median is the middle value, or the mean of the two', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([4, 1, 9, 6])).toBe(5);
  expect(median([])).toBeNaN();
});

test('a quantile is one of the values, also at the ends', () => {
  const values = Array.from({ length: 100 }, (_, i) => 100 - i);
  expect(quantile(values, 0.5)).toBe(51);
  expect(quantile(values, 0.95)).toBe(96);
  expect(quantile(values, 1)).toBe(100);
  expect(quantile([], 0.5)).toBeNaN();
});

test('the slope of a line is found through noise that cancels out', () => {
  expect(slope([[0, 10], [1, 12], [2, 14]])).toBeCloseTo(2); // prettier-ignore
  expect(slope([[0, 1], [1, -1], [2, 1], [3, -1], [4, 1]])).toBeCloseTo(0); // prettier-ignore
});

test('CPU between two readings counts processes that came meanwhile in full and forgets those that went', () => {
  const before = new Map([[1, 100], [2, 50]]); // prettier-ignore
  const after = new Map([[1, 130], [3, 20]]); // prettier-ignore
  expect(cpuBetween(before, after)).toBe(50);
});

test('a metric is read by its whole name', () => {
  const text = '# HELP a b\nvialog_detector_counted_total 12\nvialog_detector_counted_total_more 7\n';
  expect(metricIn(text, 'vialog_detector_counted_total')).toBe(12);
  expect(metricIn(text, 'vialog_nothing')).toBe(0);
});
