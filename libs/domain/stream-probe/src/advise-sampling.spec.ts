import { describe, expect, test } from '@jest/globals';
import { completeZone, hourMs, samplingIntervalMs } from '@vialog/contracts';
import { adviseLines } from './advise-lines.ts';
import { adviseSampling } from './advise-sampling.ts';
import type { StreamTiming } from './stream-timing.ts';

const video = (keyframeIntervalMs: number | undefined, withoutKeyframeMs = 0): StreamTiming => ({
  kind: 'video',
  keyframeIntervalMs,
  withoutKeyframeMs,
  framesPerSecond: 25,
});
const snapshot = (refreshMs: number | undefined): StreamTiming => ({
  kind: 'snapshot',
  refreshMs,
  unchangedMs: 12_000,
});
const every = (intervalMs: number) => ({ mode: 'interval', intervalMs });
/** Sampling plan and slot length, ms. */
type Expected = readonly [plan: object, slotMs: number];
const keyframes = { mode: 'keyframes' };

describe('recommended sampling', () => {
  test.each<[string, StreamTiming, Expected, Expected]>([
    ['a key frame every second', video(1_000), [keyframes, 10_000], [keyframes, 60_000]],
    ['a key frame every 2 s', video(2_000), [keyframes, 10_000], [keyframes, 60_000]],
    ['a key frame every 5.04 s', video(5_040), [keyframes, 10_000], [keyframes, 60_000]],
    ['a key frame every 10 s', video(10_000), [every(5_000), 10_000], [keyframes, 60_000]],
    ['a key frame every 40 s', video(40_000), [every(5_000), 10_000], [every(10_000), 60_000]],
    [
      'no second key frame in 11 s',
      video(undefined, 11_000),
      [every(5_000), 10_000],
      [every(10_000), 60_000],
    ],
    ['an unmeasured stream', video(undefined, 400), [every(5_000), 10_000], [every(10_000), 60_000]],
    ['key frames only', video(40), [every(2_000), 10_000], [every(10_000), 60_000]],
    [
      'motion JPEG',
      { kind: 'motion_jpeg', framesPerSecond: 10 },
      [every(2_000), 10_000],
      [every(10_000), 60_000],
    ],
    ['a snapshot every second', snapshot(1_000), [every(5_000), 10_000], [every(10_000), 60_000]],
    ['a snapshot every 30 s', snapshot(30_000), [every(30_000), 60_000], [every(30_000), 60_000]],
    ['a snapshot every 5 min', snapshot(300_000), [every(300_000), 600_000], [every(300_000), 600_000]],
    ['an unknown refresh period', snapshot(undefined), [every(30_000), 60_000], [every(30_000), 60_000]],
  ])('recommends a sampling plan for %s', (_, timing, area, bays) => {
    expect(adviseSampling(timing)).toMatchObject([
      { zoneKind: 'area', plan: area[0], slotMs: area[1] },
      { zoneKind: 'bays', plan: bays[0], slotMs: bays[1] },
      ...adviseLines(timing),
    ]);
  });

  test('a slot divides an hour and has two sampling intervals, for any refresh period', () => {
    for (let refreshMs = 100; refreshMs <= 1_800_000; refreshMs = Math.ceil(refreshMs * 1.07)) {
      for (const { plan, slotMs } of adviseSampling(snapshot(refreshMs))) {
        expect(hourMs % slotMs).toBe(0);
        expect(slotMs).toBeGreaterThanOrEqual(2 * (samplingIntervalMs(plan) ?? Infinity));
      }
    }
  });

  test('a slot is never shorter than the default of its kind of zone', () => {
    for (const { zoneKind, slotMs } of adviseSampling(video(1_000)).filter(
      (each) => each.zoneKind !== 'line',
    )) {
      const zone = completeZone({ zoneId: 'z', name: 'z', kind: zoneKind });
      expect(slotMs).toBeGreaterThanOrEqual(zoneKind === 'area' ? (zone.slotMs ?? 0) : 60_000);
    }
  });

  test.each<[string, StreamTiming, RegExp]>([
    ['rare key frames', video(10_000), /every 10 s, too rarely .* or choose key frames with slots of 20 s/],
    ['very rare key frames', video(40_000), /every 40 s, too rarely .* 1 to 4 s\.$/],
    ['no second key frame', video(undefined, 11_000), /No second key frame came within 11 s/],
    ['slow snapshots', snapshot(300_000), /changes every 300 s; more requests/],
    ['an unknown refresh period', snapshot(undefined), /within 12 s .* enter it with the stream/],
  ])('the reason for %s is a sentence with the measured value', (_, timing, reason) => {
    expect(adviseSampling(timing)[0]?.reason).toMatch(reason);
  });
});
