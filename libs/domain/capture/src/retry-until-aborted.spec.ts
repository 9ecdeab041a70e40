import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { backOffMs } from './back-off.ts';
import type { CaptureEvent } from './frame-source.port.ts';
import { retryUntilAborted } from './retry-until-aborted.ts';

describe('backOffMs', () => {
  it('doubles the back-off from 1–2 s up to 30–60 s', () => {
    const shortest = [0, 1, 2, 3, 4, 5, 6, 50].map((failures) => backOffMs(failures, () => 0));
    expect(shortest).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
  });

  it('returns a back-off between 1 and 60 s for any number of failures and any random number', () => {
    fc.assert(
      fc.property(
        fc.nat(10_000),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (failures, random) => {
          const wait = backOffMs(failures, () => random);
          expect(wait).toBeGreaterThanOrEqual(1_000);
          expect(wait).toBeLessThanOrEqual(60_000);
        },
      ),
    );
  });
});

/** Returns the first `count` pauses when each attempt takes `attemptMs`. */
async function pausesOf(attemptMs: number, count: number): Promise<number[]> {
  const stop = new AbortController();
  const pauses: number[] = [];
  let time = 0;
  const attempt = async function* (): AsyncGenerator<CaptureEvent> {
    await Promise.resolve();
    yield { kind: 'fault', reason: 'offline', detail: 'gone', at: 0 };
    time += attemptMs;
  };
  const pause = (ms: number): Promise<void> => {
    pauses.push(ms);
    if (pauses.length === count) stop.abort();
    return Promise.resolve();
  };
  const options = { clock: { now: () => 0, monotonic: () => time }, random: () => 0, pause };
  const seen: CaptureEvent[] = [];
  for await (const event of retryUntilAborted(attempt, options, stop.signal)) seen.push(event);
  expect(seen).toHaveLength(count);
  return pauses;
}

describe('retryUntilAborted', () => {
  it('doubles the pause after each failure', async () => {
    expect(await pausesOf(100, 4)).toEqual([1_000, 2_000, 4_000, 8_000]);
  });

  it('resets the back-off after a connection of at least 30 s', async () => {
    expect(await pausesOf(30_000, 3)).toEqual([1_000, 1_000, 1_000]);
  });

  it('makes no attempt once the signal has aborted', async () => {
    let attempts = 0;
    const attempt = async function* (): AsyncGenerator<CaptureEvent> {
      attempts += 1;
      await Promise.resolve();
      yield { kind: 'fault', reason: 'offline', detail: 'gone', at: 0 };
    };
    const options = {
      clock: { now: () => 0, monotonic: () => 0 },
      random: () => 0,
      pause: () => Promise.resolve(),
    };
    for await (const _ of retryUntilAborted(attempt, options, AbortSignal.abort())) void _;
    expect(attempts).toBe(0);
  });

  it('reports an error of an attempt as a fault and retries', async () => {
    const stop = new AbortController();
    const errors = [
      Object.assign(new Error('spawn EMFILE'), { code: 'EMFILE' }),
      new TypeError('no rtsp://me:secret@cam/1'),
    ];
    const pauses: number[] = [];
    const attempt = async function* (): AsyncGenerator<CaptureEvent> {
      await Promise.resolve();
      const error = errors.shift();
      if (error !== undefined) throw error;
      yield { kind: 'fault', reason: 'no_frame', detail: 'back', at: 0 };
      stop.abort();
      throw new Error('after the end');
    };
    const pause = (ms: number): Promise<void> => {
      pauses.push(ms);
      return Promise.resolve();
    };
    const options = { clock: { now: () => 7, monotonic: () => 0 }, random: () => 0, pause };
    const seen: CaptureEvent[] = [];
    for await (const event of retryUntilAborted(attempt, options, stop.signal)) seen.push(event);
    expect(seen).toEqual([
      { kind: 'fault', reason: 'offline', detail: expect.stringMatching(/ulimit -n/), at: 7 },
      {
        kind: 'fault',
        reason: 'offline',
        detail: expect.stringMatching(/unexpected error of the stream \(TypeError: no rtsp:\/\/cam\/1\)/),
        at: 7,
      },
      expect.objectContaining({ detail: 'back' }),
    ]);
    expect(pauses).toEqual([1_000, 2_000]);
  });
});
