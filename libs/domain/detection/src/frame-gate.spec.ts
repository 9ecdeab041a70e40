import { expect, test } from '@jest/globals';
import {
  completeZone,
  isoOf,
  viewZone,
  zone,
  type Frame,
  type SamplingPlan,
  type Zone,
} from '@vialog/contracts';
import type { DetectorReply } from './detector.port.ts';
import { FrameGate } from './frame-gate.ts';
import { equalCounts } from './scene-gate.ts';

const view = zone.parse(completeZone(viewZone([])));
const line = zone.parse(
  completeZone({
    zoneId: 'gate',
    name: 'gate',
    kind: 'line',
    line: [
      [0.1, 0.5],
      [0.9, 0.5],
    ],
  }),
);
const [width, height] = [128, 72];

/** Counts 20 equal frames, one per second. Returns the frames that the detector counted and the replies. */
async function countStill(zones: readonly Zone[], plan: SamplingPlan, fails = false) {
  const counted: number[] = [];
  let second = 0;
  const detector = {
    count: ({ capturedAt, cameraId, cameraVersion }: Frame): Promise<DetectorReply> => {
      counted.push(capturedAt / 1_000);
      if (fails) return Promise.resolve({ kind: 'failed', reason: 'detector_down', detail: 'down' });
      const zoneCounts = zones.map(({ zoneId }) => ({ zoneId, counts: { car: 2 }, total: 2 }));
      const count = { v: 1, cameraId, cameraVersion, capturedAt: isoOf(capturedAt), model: 'm' } as const;
      return Promise.resolve({ kind: 'counted', count: { ...count, zones: zoneCounts } });
    },
  };
  const gate = new FrameGate(detector, { monotonic: () => second * 1_000 });
  const replies = [];
  for (; second < 20; second += 1) {
    const pixels = new Uint8Array(width * height * 3).fill(100);
    const frame: Frame = {
      width,
      height,
      format: 'rgb24',
      pixels,
      cameraId: 'abcdefghijkl',
      cameraVersion: 1,
      capturedAt: second * 1_000,
    };
    const job = { zones, model: { modelId: 'm' } };
    replies.push(await gate.count({ frame, job, plan }));
  }
  return { counted, replies };
}

test('frames of a still picture have the count of the earlier ones and their own time', async () => {
  const { counted, replies } = await countStill([view], { mode: 'fps', fps: 1, sceneGate: true });
  expect(counted).toHaveLength(equalCounts);
  expect(replies.map(({ isReused }) => isReused).indexOf(true)).toBe(equalCounts);
  expect(replies.at(-1)).toMatchObject({
    isReused: true,
    reply: { kind: 'counted', count: { capturedAt: isoOf(19_000), zones: [{ counts: { car: 2 } }] } },
  });
});

test('frames of a camera with a line, or without the setting, are all counted', async () => {
  expect((await countStill([view, line], { mode: 'fps', fps: 5, sceneGate: true })).counted).toHaveLength(20);
  expect((await countStill([view], { mode: 'fps', fps: 1 })).counted).toHaveLength(20);
});

test('a frame on which the detector fails is lost, and no earlier count is shown for it', async () => {
  const { counted, replies } = await countStill([view], { mode: 'fps', fps: 1, sceneGate: true }, true);
  expect(counted).toHaveLength(20);
  expect(replies.every(({ reply, isReused }) => reply.kind === 'failed' && !isReused)).toBe(true);
});
