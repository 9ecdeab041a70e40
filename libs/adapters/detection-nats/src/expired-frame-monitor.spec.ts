import { expect, test } from '@jest/globals';
import { ExpiredFrameMonitor } from './expired-frame-monitor.ts';

test('warns once a minute while all frames are expired, with their number and what to check', () => {
  const monitor = new ExpiredFrameMonitor();
  const lines = Array.from({ length: 121 }, (_, second) => monitor.record(true, second * 1_000));
  expect(lines.flatMap((line, second) => (line === undefined ? [] : [second]))).toEqual([60, 120]);
  expect(lines[60]).toMatch(/^61 of the last 61 frames were expired .* clocks of ingest and detector/);
  expect(lines[120]).toMatch(/^60 of the last 60 frames/);
});

test.each([
  ['does not warn', 'one in twenty frames is', 20, false],
  ['warns', 'one in five frames is', 5, true],
])('%s when %s expired', (_, __, every, isExpected) => {
  const monitor = new ExpiredFrameMonitor();
  const lines = Array.from({ length: 101 }, (___, n) => monitor.record(n % every === 1, n * 1_000));
  expect(lines.some((line) => line !== undefined)).toBe(isExpected);
});
