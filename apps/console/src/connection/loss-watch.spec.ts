import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { graceMs, LossWatch } from './loss-watch.ts';

describe('LossWatch', () => {
  let lost: number[];
  let restored: number;
  let watch: LossWatch;
  beforeEach(() => {
    jest.useFakeTimers();
    lost = [];
    restored = 0;
    watch = new LossWatch({
      now: () => 1_000 + lost.length,
      onLost: (at) => lost.push(at),
      onRestored: () => (restored += 1),
    });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('a connection that returns within the grace time was not lost', () => {
    watch.take('reconnecting');
    jest.advanceTimersByTime(graceMs - 1);
    watch.take('live');
    jest.advanceTimersByTime(graceMs);
    expect([lost, restored]).toEqual([[], 0]);
  });

  it('a connection is lost since the first failure, also if attempts follow, and restored once', () => {
    for (const status of ['reconnecting', 'connecting', 'reconnecting', 'connecting'] as const) {
      watch.take(status);
      jest.advanceTimersByTime(graceMs / 2);
    }
    expect(lost).toEqual([1_000]);
    watch.take('live');
    watch.take('live');
    expect(restored).toBe(1);
  });

  it('a hidden tab whose stream is paused loses no connection', () => {
    watch.take('reconnecting');
    watch.take('paused');
    jest.advanceTimersByTime(graceMs);
    expect(lost).toEqual([]);
  });
});
