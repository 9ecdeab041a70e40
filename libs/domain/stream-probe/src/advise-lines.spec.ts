import { describe, expect, test } from '@jest/globals';
import { trackingRateIssues, trackingRateWarnings } from '@vialog/measuring';
import { adviseLines } from './advise-lines.ts';
import type { StreamTiming } from './stream-timing.ts';

const video = (framesPerSecond: number | undefined): StreamTiming => ({
  kind: 'video',
  keyframeIntervalMs: 2_000,
  withoutKeyframeMs: 0,
  framesPerSecond,
});
const snapshot = (refreshMs: number | undefined): StreamTiming => ({
  kind: 'snapshot',
  refreshMs,
  unchangedMs: 12_000,
});
const line = { zoneId: 'gate', kind: 'line' } as never;

describe('recommended sampling of lines', () => {
  test.each<[string, StreamTiming, number | undefined]>([
    ['25 frames/s', video(25), 5],
    ['a nominal 5 frames/s', video(4.97), 5],
    ['an unmeasured rate', video(undefined), 5],
    ['4 frames/s', video(4), 4],
    ['exactly 3 frames/s', video(3), 3],
    ['2.9 frames/s', video(2.9), undefined],
    ['motion JPEG with 10 frames/s', { kind: 'motion_jpeg', framesPerSecond: 10 }, 5],
    ['five snapshots a second', snapshot(200), 5],
    ['a snapshot every second', snapshot(1_000), undefined],
    ['an unknown refresh period', snapshot(undefined), undefined],
  ])('for %s', (_, timing, fps) => {
    const [advice] = adviseLines(timing);
    expect(advice?.plan).toEqual(fps === undefined ? undefined : { mode: 'fps', fps });
  });

  test('a recommended plan is never rejected for a line, and a warning about it has the same number', () => {
    for (let fps = 0.5; fps <= 30; fps += 0.25) {
      const [advice] = adviseLines(video(fps));
      if (!advice) continue;
      const camera = { zones: [line], plan: advice.plan, stream: { url: '' }, streamKind: 'rtsp' } as never;
      expect(trackingRateIssues(camera, () => 'zones.0')).toEqual([]);
      expect(trackingRateWarnings(camera).length).toBe(
        advice.reason.includes('Raise the frame rate') ? 1 : 0,
      );
    }
  });
});
