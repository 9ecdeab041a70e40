import { describe, expect, it } from '@jest/globals';
import { silenceLimitMs, snapshotIntervalMs } from './sampling-limits.ts';

describe('silenceLimitMs', () => {
  it('the silence limit is three sampling intervals, and at least 20 s', () => {
    expect(silenceLimitMs({ mode: 'fps', fps: 5 })).toBe(20_000);
    expect(silenceLimitMs({ mode: 'interval', intervalMs: 10_000 })).toBe(30_000);
  });

  it('the silence limit of a key-frame plan is 30 s', () => {
    expect(silenceLimitMs({ mode: 'keyframes' })).toBe(30_000);
  });
});

describe('snapshotIntervalMs', () => {
  const stream = { url: 'http://cam.example/a.jpg', transport: 'tcp' as const };

  it('the interval of snapshots is the interval of the plan', () => {
    expect(snapshotIntervalMs({ mode: 'interval', intervalMs: 5_000 }, stream)).toBe(5_000);
    expect(snapshotIntervalMs({ mode: 'keyframes' }, stream)).toBe(1_000);
  });

  it('the interval of snapshots is the refresh period of the camera if that is longer', () => {
    const slow = { ...stream, refreshMs: 120_000 };
    expect(snapshotIntervalMs({ mode: 'interval', intervalMs: 5_000 }, slow)).toBe(120_000);
  });
});
