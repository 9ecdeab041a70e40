import { describe, expect, test } from '@jest/globals';
import { StreamMeasurements } from './stream-measurements.ts';

interface Stream {
  readonly seconds: number;
  readonly fps: number;
  readonly gop: number;
  /** Stream time of a packet by its time of capture, ms. */
  readonly stamp?: (ms: number) => number | undefined;
  /** Arrival of a packet by its time of capture, ms. */
  readonly arrival?: (ms: number) => number;
}

function measure({
  seconds,
  fps,
  gop,
  stamp = (ms) => ms,
  arrival = (ms) => ms,
}: Stream): StreamMeasurements {
  const measured = new StreamMeasurements();
  for (let i = 0; i <= seconds * fps; i += 1) {
    const ms = (i * 1_000) / fps;
    measured.note({ kind: 'packet', isKey: i % gop === 0, streamMs: stamp(ms) }, 5_000 + arrival(ms));
  }
  return measured;
}

describe('measurements of a stream', () => {
  test('the frame rate and the key frame interval come from the time stamps and do not depend on delays of the network', () => {
    const late = (ms: number) => Math.ceil(ms / 1_500) * 1_500;
    const measured = measure({ seconds: 6, fps: 25, gop: 50, arrival: late });
    expect(measured).toMatchObject({ framesPerSecond: 25, keyframeIntervalMs: 2_000, wrongSpeed: undefined });
  });

  test('frames in decoding order give the same frame rate as in presentation order', () => {
    const shuffled = (ms: number) => ms + [0, 80, -40, -40][Math.round(ms / 40) % 4]!;
    expect(measure({ seconds: 4, fps: 25, gop: 25, stamp: shuffled }).framesPerSecond).toBeCloseTo(25, 0);
  });

  test('without time stamps, arrival is measured', () => {
    const measured = measure({ seconds: 4, fps: 10, gop: 20, stamp: () => undefined });
    expect(measured).toMatchObject({ framesPerSecond: 10, keyframeIntervalMs: 2_000 });
  });

  test.each([5, 0.1])('time stamps at %d times real time are reported and not trusted', (speed) => {
    const measured = measure({ seconds: 4, fps: 10, gop: 20, stamp: (ms) => ms * speed });
    expect(measured).toMatchObject({ framesPerSecond: 10, keyframeIntervalMs: 2_000, wrongSpeed: speed });
  });

  test('the longest interval counts where key frames come irregularly', () => {
    const measured = new StreamMeasurements();
    for (const ms of [0, 1_000, 4_000, 5_000])
      measured.note({ kind: 'packet', isKey: true, streamMs: ms }, ms);
    expect(measured.keyframeIntervalMs).toBe(3_000);
  });

  test('a stream without a second key frame has no interval, but a time without key frames', () => {
    const measured = measure({ seconds: 11, fps: 10, gop: 1_000 });
    expect(measured).toMatchObject({ keyframeIntervalMs: undefined, withoutKeyframeMs: 11_000 });
  });

  test('one frame has no frame rate', () => {
    expect(measure({ seconds: 0, fps: 10, gop: 1 }).framesPerSecond).toBeUndefined();
  });
});
