import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { type CaptureEvent, HostLimiter } from '@vialog/capture';
import { HostTurn } from './host-turn.ts';

let now = 0;
const clock = { now: () => now, monotonic: () => now };
const passed = async (ms: number): Promise<void> => {
  now += ms;
  await jest.advanceTimersByTimeAsync(ms);
};
beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

test('a camera whose short wait is prolonged by a pause of its host says so', async () => {
  const pause = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));
  const limiter = new HostLimiter({ clock, pause, gapMs: 1_000, rates: [] });
  const url = new URL('http://images.example.org/b.jpg');
  const { signal } = new AbortController();
  await limiter.turn(url, signal);
  const turn = new HostTurn({ limiter, url, periodMs: 10_000, clock }).turn(signal);
  const next: Promise<IteratorResult<CaptureEvent>> = turn.next();
  await passed(500);
  limiter.requirePause(url, 120_000);
  await passed(20_000);
  expect(await next).toMatchObject({
    value: { kind: 'fault', reason: 'offline', detail: expect.stringContaining('required a pause') },
  });
});
