import { expect, test } from '@jest/globals';
import { ExpiryWatch } from './expiry-watch.ts';

test('frames that all come too late are told of once a minute, with how many and what to look at', () => {
  const watch = new ExpiryWatch();
  const told = Array.from({ length: 121 }, (_, second) => watch.saw(true, second * 1_000));
  expect(told.flatMap((line, second) => (line === undefined ? [] : [second]))).toEqual([60, 120]);
  expect(told[60]).toMatch(/^61 of the last 61 frames had expired .* clocks of ingest and detector/);
  expect(told[120]).toMatch(/^60 of the last 60 frames/);
});

test.each([
  ['one in twenty', 20, false],
  ['one in five', 5, true],
])('of %s too late nothing more is said than is worth it', (_, every, isTold) => {
  const watch = new ExpiryWatch();
  const told = Array.from({ length: 101 }, (__, n) => watch.saw(n % every === 1, n * 1_000));
  expect(told.some((line) => line !== undefined)).toBe(isTold);
});
