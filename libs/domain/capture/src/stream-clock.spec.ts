import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { StreamClock } from './stream-clock.ts';

const start = Date.UTC(2026, 0, 1);

describe('StreamClock', () => {
  it('returns the arrival as the capture time of an even stream', () => {
    const clock = new StreamClock();
    for (let ms = 0; ms < 10_000; ms += 1_000) expect(clock.captureTimeOf(ms, start + ms)).toBe(start + ms);
  });

  it('spreads the frames of a stalled connection over the time in which they were captured', () => {
    const clock = new StreamClock();
    clock.captureTimeOf(0, start);
    const moments = [1_000, 2_000, 3_000, 4_000].map((ms) => clock.captureTimeOf(ms, start + 4_000) - start);
    expect(moments).toEqual([1_008, 2_008, 3_008, 4_000]);
  });

  it('takes the offset of the clocks from the last frame of a burst at the start', () => {
    const clock = new StreamClock();
    for (const ms of [0, 1_000, 2_000]) clock.captureTimeOf(ms, start);
    expect(clock.captureTimeOf(3_000, start + 5_000) - start).toBe(1_010);
  });

  it.each([
    ['back', -3_600_000],
    ['ahead', 3_600_000],
  ])('returns the arrival when the stream time jumps %s', (_title, jump) => {
    const clock = new StreamClock();
    clock.captureTimeOf(7_200_000, start);
    expect(clock.captureTimeOf(7_200_000 + jump, start + 1_000)).toBe(start + 1_000);
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
