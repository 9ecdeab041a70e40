import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { type CaptureEvent, HostLimiter, parseHostRates } from '@vialog/capture';
import { HostTurn } from './host-turn.ts';

let now = 0;
const clock = { now: () => now, monotonic: () => now };
const passed = async (ms: number): Promise<void> => {
  now += ms;
  await jest.advanceTimersByTimeAsync(ms);
};
const pause = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));
const url = new URL('http://images.example.org/b.jpg');
const { signal } = new AbortController();

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

describe('the turn of a host', () => {
  test('reports the pause of a host that prolongs the short wait of a camera', async () => {
    const limiter = new HostLimiter({ clock, pause, gapMs: 1_000, rates: [] });
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

  test('reports a camera that waits for its host as late, and as recovered when its next turn comes in time', async () => {
    const rates = parseHostRates('images.example.org=10/min');
    const limiter = new HostLimiter({ clock, pause, gapMs: 1_000, rates });
    const camera = new HostTurn({ limiter, url, periodMs: 2_000, clock });
    const eventsOfTurn = async (): Promise<readonly CaptureEvent[]> => {
      const events = Array.fromAsync(camera.turn(signal));
      await passed(6_000);
      return events;
    };
    await limiter.turn(url, signal);
    expect(await eventsOfTurn()).toMatchObject([{ kind: 'fault', reason: 'no_frame', continues: true }]);
    await passed(60_000);
    expect(await eventsOfTurn()).toMatchObject([{ kind: 'recovered', reason: 'no_frame' }]);
    expect(await eventsOfTurn()).toEqual([]);
  });
});
