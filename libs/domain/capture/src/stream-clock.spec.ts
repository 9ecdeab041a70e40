import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { StreamClock } from './stream-clock.ts';

const start = Date.UTC(2026, 0, 1);

/** Largest delay of a stream whose frames arrive each second with up to 40 ms of jitter, by the time stamp of each second, ms. */
function largestDelay(stampOf: (second: number) => number, seconds = 3_600): number {
  const clock = new StreamClock();
  let largest = 0;
  for (let second = 0; second < seconds; second += 1) {
    const arrivedAt = start + second * 1_000 + ((second * 7_919) % 41);
    largest = Math.max(largest, arrivedAt - clock.captureTimeOf(stampOf(second), arrivedAt));
  }
  return largest;
}

describe('StreamClock', () => {
  it('returns the arrival as the capture time of an even stream', () => {
    const clock = new StreamClock();
    for (let ms = 0; ms < 10_000; ms += 1_000) expect(clock.captureTimeOf(ms, start + ms)).toBe(start + ms);
  });

  it('spreads the frames of a stalled connection over the time in which they were captured', () => {
    const clock = new StreamClock();
    clock.captureTimeOf(0, start);
    const moments = [1_000, 2_000, 3_000, 4_000].map((ms) => clock.captureTimeOf(ms, start + 4_000) - start);
    expect(moments).toEqual([1_000, 2_000, 3_000, 4_000]);
  });

  it('spreads each segment of a stream that arrives in segments', () => {
    const clock = new StreamClock();
    for (let segment = 1; segment < 20; segment += 1) {
      const arrivedAt = start + segment * 6_000;
      const moments = [0, 1, 2, 3, 4, 5].map((second) =>
        clock.captureTimeOf(segment * 6_000 + second * 1_000, arrivedAt),
      );
      if (segment > 1) expect(moments.map((at) => at - arrivedAt)).toEqual([-5e3, -4e3, -3e3, -2e3, -1e3, 0]);
    }
  });

  it('takes the offset of the clocks from the last frame of a burst at the start', () => {
    const clock = new StreamClock();
    for (const ms of [0, 1_000, 2_000]) clock.captureTimeOf(ms, start);
    expect(clock.captureTimeOf(3_000, start + 5_000) - start).toBe(1_000);
  });

  it.each([
    ['back', -3_600_000],
    ['ahead', 3_600_000],
    ['by an hour and a half', 5_400_000],
  ])('returns the arrival when the stream time jumps %s', (_title, jump) => {
    const clock = new StreamClock();
    clock.captureTimeOf(7_200_000, start);
    expect(clock.captureTimeOf(7_200_000 + jump, start + 1_000)).toBe(start + 1_000);
    expect(clock.captureTimeOf(7_201_000 + jump, start + 2_000)).toBe(start + 2_000);
  });

  it.each<[string, (second: number) => number]>([
    ['run 20 % slow', (second) => second * 800],
    ['run 20 % fast', (second) => second * 1_200],
    ['run 1 % slow', (second) => second * 990],
    ['run at a tenth of the speed', (second) => second * 100],
    ['run ten times too fast', (second) => second * 10_000],
    ['never change', () => 0],
    ['start at zero again every minute', (second) => (second % 60) * 1_000],
    ['run backwards', (second) => -second * 1_000],
    ['jump at random', (second) => ((second * 7_919) % 1_000) * 1_000],
  ])('attributes frames to their arrival when the time stamps %s', (_title, stampOf) => {
    expect(largestDelay(stampOf)).toBeLessThan(1_500);
  });

  it('reports how far the clock of the camera has drifted', () => {
    const clock = new StreamClock();
    for (let second = 0; second <= 100; second += 1)
      clock.captureTimeOf(second * 800, start + second * 1_000);
    expect(clock.driftMs).toBeGreaterThan(19_000);
    const even = new StreamClock();
    for (let second = 0; second <= 100; second += 1)
      even.captureTimeOf(second * 1_000, start + second * 1_000);
    expect(even.driftMs).toBe(0);
  });

  it('stops trusting a delay that does not end, because the camera stopped its clock during a stall', () => {
    const clock = new StreamClock();
    for (let second = 0; second < 10; second += 1)
      clock.captureTimeOf(second * 1_000, start + second * 1_000);
    const resumed = Array.from({ length: 30 }, (_, second) => {
      const arrivedAt = start + 19_000 + second * 1_000;
      return arrivedAt - clock.captureTimeOf(10_000 + second * 1_000, arrivedAt);
    });
    expect(resumed.at(-1)).toBe(0);
    expect(resumed.filter((delay) => delay > 0).length).toBeLessThan(12);
  });

  it('does not accumulate delay when the clock of a camera is slow', () => {
    const clock = new StreamClock();
    let lag = 0;
    for (let second = 0; second < 86_400; second += 5) {
      const arrivedAt = start + second * 1_000;
      lag = arrivedAt - clock.captureTimeOf(second * 999.9, arrivedAt);
    }
    expect(lag).toBeLessThan(50);
  });

  it('returns a capture time that is never after the arrival and at most 30 s before it', () => {
    const step = fc.record({ stream: fc.integer({ min: -60_000, max: 60_000 }), wall: fc.nat(20_000) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 50 }), (steps) => {
        const clock = new StreamClock();
        let [stream, wall] = [0, start];
        for (const { stream: ds, wall: dw } of steps) {
          stream += ds;
          wall += dw;
          const moment = clock.captureTimeOf(stream, wall);
          expect(moment).toBeLessThanOrEqual(wall);
          expect(wall - moment).toBeLessThanOrEqual(30_000);
        }
      }),
    );
  });
});
