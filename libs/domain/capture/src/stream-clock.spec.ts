import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { StreamClock } from './stream-clock.ts';

const start = Date.UTC(2026, 0, 1);

describe('StreamPacer', () => {
  it('takes arrival as the moment of a stream that flows evenly', () => {
    const pacer = new StreamClock();
    for (let ms = 0; ms < 10_000; ms += 1_000) expect(pacer.captureTimeOf(ms, start + ms)).toBe(start + ms);
  });

  it('spreads the frames of a connection that stalled over the time they were taken in', () => {
    const pacer = new StreamClock();
    pacer.captureTimeOf(0, start);
    const moments = [1_000, 2_000, 3_000, 4_000].map((ms) => pacer.captureTimeOf(ms, start + 4_000) - start);
    expect(moments).toEqual([1_008, 2_008, 3_008, 4_000]);
  });

  it('learns from the last frame of a start-up burst what stream time means', () => {
    const pacer = new StreamClock();
    for (const ms of [0, 1_000, 2_000]) pacer.captureTimeOf(ms, start);
    expect(pacer.captureTimeOf(3_000, start + 5_000) - start).toBe(1_010);
  });

  it.each([
    ['back', -3_600_000],
    ['ahead', 3_600_000],
  ])('follows arrival when stream time jumps %s', (_title, jump) => {
    const pacer = new StreamClock();
    pacer.captureTimeOf(7_200_000, start);
    expect(pacer.captureTimeOf(7_200_000 + jump, start + 1_000)).toBe(start + 1_000);
  });

  it('does not take a slow camera clock for growing lateness', () => {
    const pacer = new StreamClock();
    let lag = 0;
    for (let second = 0; second < 86_400; second += 5) {
      const arrivedAt = start + second * 1_000;
      lag = arrivedAt - pacer.captureTimeOf(second * 999.9, arrivedAt);
    }
    expect(lag).toBeLessThan(50);
  });

  it('never names a moment after arrival or more than 30 s before it', () => {
    const step = fc.record({ stream: fc.integer({ min: -60_000, max: 60_000 }), wall: fc.nat(20_000) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 50 }), (steps) => {
        const pacer = new StreamClock();
        let [stream, wall] = [0, start];
        for (const { stream: ds, wall: dw } of steps) {
          stream += ds;
          wall += dw;
          const moment = pacer.captureTimeOf(stream, wall);
          expect(moment).toBeLessThanOrEqual(wall);
          expect(wall - moment).toBeLessThanOrEqual(30_000);
        }
      }),
    );
  });
});
