import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { reloadWhenReachable, type ReloadPorts } from './reload-when-reachable.ts';

describe('reloadWhenReachable', () => {
  const stored = new Map<string, string>();
  let reachable: boolean;
  let checks: number;
  let reloads: number;
  const ports: ReloadPorts = {
    isReachable: () => {
      checks += 1;
      return reachable ? Promise.resolve(true) : Promise.reject(new Error('no network'));
    },
    storage: {
      getItem: (key) => stored.get(key) ?? null,
      setItem: (key, value) => void stored.set(key, value),
    },
    reload: () => (reloads += 1),
    random: () => 1,
    now: () => Date.now(),
  };

  beforeEach(() => {
    jest.useFakeTimers();
    stored.clear();
    [reachable, checks, reloads] = [false, 0, 0];
  });
  afterEach(() => void jest.useRealTimers());

  it('does not reload while the server does not respond, and reloads once when it does', async () => {
    reloadWhenReachable(ports);
    await jest.advanceTimersByTimeAsync(3_600_000);
    expect(reloads).toBe(0);
    expect(checks).toBeLessThan(150);
    reachable = true;
    await jest.advanceTimersByTimeAsync(60_000);
    expect(reloads).toBe(1);
  });

  it('reloads that do not help become rarer', async () => {
    reachable = true;
    const waits: number[] = [];
    for (let load = 0; load < 6; load += 1) {
      const start = Date.now();
      const before = reloads;
      reloadWhenReachable(ports);
      while (reloads === before) await jest.advanceTimersByTimeAsync(500);
      waits.push(Date.now() - start);
    }
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000]);
  });

  it('stops', async () => {
    reachable = true;
    reloadWhenReachable(ports)();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(reloads).toBe(0);
  });
});
