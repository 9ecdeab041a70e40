import { describe, expect, it } from '@jest/globals';
import { RefreshMonitor } from './refresh-monitor.ts';

describe('RefreshMonitor', () => {
  it('reports a source as frozen after three of its known refresh periods', () => {
    const refresh = new RefreshMonitor(5_000);
    refresh.changed(0);
    expect(refresh.frozenForMs(15_000)).toBeUndefined();
    expect(refresh.frozenForMs(15_001)).toBe(15_001);
  });

  it('reports a source of unknown refresh period as frozen after a minute', () => {
    const refresh = new RefreshMonitor(undefined);
    refresh.changed(0);
    expect(refresh.frozenForMs(60_000)).toBeUndefined();
    expect(refresh.frozenForMs(60_001)).toBe(60_001);
  });

  it('learns a longer refresh period from the changes it sees', () => {
    const refresh = new RefreshMonitor(undefined);
    refresh.changed(0);
    refresh.changed(120_000);
    expect(refresh.frozenForMs(120_000 + 300_000)).toBeUndefined();
    expect(refresh.frozenForMs(120_000 + 360_001)).toBe(360_001);
  });

  it('reports nothing before the first picture', () => {
    expect(new RefreshMonitor(200).frozenForMs(1_000_000)).toBeUndefined();
  });
});
