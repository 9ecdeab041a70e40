import { describe, expect, it } from '@jest/globals';
import { HostLimiter } from './host-limiter.ts';
import { parseHostRates } from './host-rates.ts';

const camera = new URL('http://cam.example/snap.jpg');
const { signal } = new AbortController();

/** A limiter on a clock that a pause sets forward; `waits` are the pauses, ms. */
function limiterOf({ rates = '', shareOf }: { rates?: string; shareOf?: () => number } = {}) {
  const state = { now: 1_000 };
  const waits: number[] = [];
  const pause = (ms: number): Promise<void> => {
    waits.push(ms);
    state.now += ms;
    return Promise.resolve();
  };
  const clock = { monotonic: () => state.now };
  return {
    state,
    waits,
    limiter: new HostLimiter({ clock, pause, gapMs: 250, rates: parseHostRates(rates), shareOf }),
  };
}

/** As above on a clock that stands still: all turns are requested at the same moment. */
function frozenLimiterOf(rates: string, shareOf?: () => number) {
  const waits: number[] = [];
  const pause = (ms: number): Promise<void> => Promise.resolve(void waits.push(ms));
  const clock = { monotonic: () => 1_000 };
  return {
    waits,
    limiter: new HostLimiter({ clock, pause, gapMs: 250, rates: parseHostRates(rates), shareOf }),
  };
}

describe('HostLimiter', () => {
  it('leaves a gap between the requests of all cameras of a host, and does not delay other hosts', async () => {
    const { waits, limiter } = frozenLimiterOf('');
    await limiter.turn(camera, signal);
    await limiter.turn(new URL('http://cam.example/other.jpg'), signal);
    await limiter.turn(new URL('http://other.example/'), signal);
    await limiter.turn(new URL('http://cam.example:8080/'), signal);
    await limiter.turn(camera, signal);
    expect(waits).toEqual([250, 500]);
  });

  it('applies the configured rate to all ports of a host and to the further requests of a stream', async () => {
    const { waits, limiter } = frozenLimiterOf('*.example=30/min');
    await limiter.turn(camera, signal);
    await limiter.turn(new URL('https://cam.example:8443/'), signal);
    await limiter.furtherTurn(camera, signal);
    await limiter.furtherTurn(new URL('http://unlimited.test/'), signal);
    expect(waits).toEqual([2_000, 4_000]);
    expect(limiter.waitOf(camera)).toEqual({ kind: 'turn', forMs: 6_000 });
  });

  it('spaces requests by the part of the rate that this process may use, at least a hundredth', async () => {
    const quarter = frozenLimiterOf('cam.example=1/s', () => 0.25);
    await quarter.limiter.turn(camera, signal);
    expect(quarter.limiter.waitOf(camera).forMs).toBe(4_000);
    const none = frozenLimiterOf('cam.example=1/s', () => 0);
    await none.limiter.turn(camera, signal);
    expect(none.limiter.waitOf(camera).forMs).toBe(100_000);
  });

  it('delays requests until a pause that the host required is over, and spaces them after it', async () => {
    const { limiter, state } = limiterOf();
    await limiter.turn(camera, signal);
    limiter.requirePause(camera, 60_000);
    limiter.requirePause(camera, 5_000);
    expect(limiter.waitOf(camera)).toEqual({ kind: 'pause', forMs: 60_000 });
    await limiter.turn(camera, signal);
    expect(state.now).toBe(61_000);
    await limiter.turn(camera, signal);
    expect(state.now).toBe(61_250);
  });

  it('delays a request that already waits for its turn when the host requires a pause', async () => {
    const state = { now: 1_000 };
    const wakes: (() => void)[] = [];
    const pause = (): Promise<void> => new Promise((wake) => wakes.push(wake));
    const limiter = new HostLimiter({ clock: { monotonic: () => state.now }, pause, gapMs: 250, rates: [] });
    await limiter.turn(camera, signal);
    let isDone = false;
    const turn = limiter.turn(camera, signal).then(() => (isDone = true));
    limiter.requirePause(camera, 60_000);
    state.now = 1_250;
    wakes.shift()?.();
    await Promise.resolve();
    await Promise.resolve();
    expect({ isDone, waiting: wakes.length }).toEqual({ isDone: false, waiting: 1 });
    state.now = 61_250;
    wakes.shift()?.();
    await turn;
    expect(isDone).toBe(true);
  });

  it('ends the wait of a request when the signal aborts', async () => {
    const { limiter } = limiterOf();
    limiter.requirePause(camera, 3_600_000);
    await limiter.turn(camera, AbortSignal.abort());
    expect(limiter.waitOf(camera).kind).toBe('turn');
  });
});
