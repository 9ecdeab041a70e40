import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { keepHouse } from './keep-house.ts';

const day = 86_400_000;
beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

test('events go after 30 days and sums after 13 months, at once and every hour; a failure is told and not the end', async () => {
  const now = Date.UTC(2026, 5, 1);
  const asked: { events: number; bins: number }[] = [];
  const failures: unknown[] = [];
  const store = {
    dropBefore: (limits: { events: number; bins: number }) => {
      asked.push(limits);
      return asked.length === 1 ? Promise.reject(new Error('busy')) : Promise.resolve(0);
    },
  };
  const stop = keepHouse({
    store,
    clock: { now: () => now, monotonic: () => 0 },
    onError: (error) => failures.push(error),
  });
  await jest.advanceTimersByTimeAsync(2 * 3_600_000);
  expect(asked).toHaveLength(3);
  expect(asked[0]).toEqual({ events: now - 30 * day, bins: now - 396 * day, hours: 0 });
  expect(failures).toHaveLength(1);
  stop();
  await jest.advanceTimersByTimeAsync(2 * 3_600_000);
  expect(asked).toHaveLength(3);
});
