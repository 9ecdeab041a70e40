import { describe, expect, it } from '@jest/globals';
import { RefreshMonitor, silenceLimitMs, snapshotIntervalMs } from './sampling-limits.ts';

describe('silenceLimitMs', () => {
  it('is three intervals, and at least 20 s', () => {
    expect(silenceLimitMs({ mode: 'fps', fps: 5 })).toBe(20_000);
    expect(silenceLimitMs({ mode: 'interval', intervalMs: 10_000 })).toBe(30_000);
  });

  it('leaves key frames 30 s', () => {
    expect(silenceLimitMs({ mode: 'keyframes' })).toBe(30_000);
  });
});

describe('snapshotPeriodMs', () => {
  const stream = { url: 'http://cam.example/a.jpg', transport: 'tcp' as const };

  it('asks as often as the plan says', () => {
    expect(snapshotIntervalMs({ mode: 'interval', intervalMs: 5_000 }, stream)).toBe(5_000);
    expect(snapshotIntervalMs({ mode: 'keyframes' }, stream)).toBe(1_000);
  });

  it('does not ask more often than the camera makes pictures', () => {
    const slow = { ...stream, refreshMs: 120_000 };
    expect(snapshotIntervalMs({ mode: 'interval', intervalMs: 5_000 }, slow)).toBe(120_000);
  });
});

describe('RefreshMeasure', () => {
  it('finds a source frozen after three of its known periods', () => {
    const refresh = new RefreshMonitor(5_000);
    refresh.changed(0);
    expect(refresh.frozenForMs(15_000)).toBeUndefined();
    expect(refresh.frozenForMs(15_001)).toBe(15_001);
  });

  it('gives a source of unknown period a minute', () => {
    const refresh = new RefreshMonitor(undefined);
    refresh.changed(0);
    expect(refresh.frozenForMs(60_000)).toBeUndefined();
    expect(refresh.frozenForMs(60_001)).toBe(60_001);
  });

  it('learns a period longer than that from what it sees', () => {
    const refresh = new RefreshMonitor(undefined);
    refresh.changed(0);
    refresh.changed(120_000);
    expect(refresh.frozenForMs(120_000 + 300_000)).toBeUndefined();
    expect(refresh.frozenForMs(120_000 + 360_001)).toBe(360_001);
  });

  it('says nothing before the first picture', () => {
    expect(new RefreshMonitor(200).frozenForMs(1_000_000)).toBeUndefined();
  });
});
