import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from '@jest/globals';
import type { Frame, FrameCount } from '@vialog/contracts';
import { rgb24Of } from '@vialog/detection';
import { DetectorProcess } from './detector-process.ts';
import { greyFrame, lineJob, viewJob } from './frames.fake.ts';
import { readModel } from './model-package.ts';
import { OnnxDetector } from './onnx-detector.ts';
import { tinyModels } from './tiny-model.fake.ts';

const open: OnnxDetector[] = [];

function detector(children: number): OnnxDetector {
  const made = new OnnxDetector('tiny', {
    models: tinyModels({ tiny: 'valid' }),
    deadlineMs: 30_000,
    children,
  });
  open.push(made);
  return made;
}

/** All children are ready: an idle one may take a camera over from another, which begins a new session. */
async function readyDetector(children: number): Promise<OnnxDetector> {
  const one = detector(children);
  while (one.states().some(({ phase }) => phase !== 'ready')) await sleep(5);
  return one;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

const none = { person: 0, bicycle: 0, car: 0, motorcycle: 0, bus: 0, truck: 0 };

/** A frame of a camera, some seconds after its first one. */
const frameAt = (seconds: number, cameraId = 'cam000000001'): Frame => {
  const frame = greyFrame(cameraId);
  return { ...frame, capturedAt: frame.capturedAt + seconds * 1_000 };
};

async function countOf(one: OnnxDetector, frame: Frame, live?: string): Promise<FrameCount> {
  const trial = live === undefined ? {} : { trial: { outlines: false, live } };
  const reply = await one.count(frame, { ...lineJob('tiny'), ...trial });
  if (reply.kind !== 'counted') throw new Error(`expected a count, got ${reply.detail}`);
  return reply.count;
}

test('a frame with tracked zones yields counters of its session and nothing else', async () => {
  const { tracking, zones } = await countOf(detector(1), frameAt(0));
  expect(tracking).toEqual({
    session: expect.stringMatching(/^[0-9a-z]{32}$/),
    startedAt: '2026-01-01T00:00:00.000Z',
  });
  expect(zones).toEqual([
    { zoneId: 'view', counts: { person: 0, car: 1 }, total: 1 },
    { zoneId: 'gate', counts: {}, total: 0, inbound: none, outbound: none },
  ]);
});

test('the message of the process that tracks has whole numbers per zone, before any schema removes other fields', async () => {
  const model = await readModel(tinyModels({ tiny: 'valid' }), 'tiny');
  const child = new DetectorProcess();
  try {
    await child.load(model, 30_000);
    const frame = frameAt(0);
    const { cameraId, cameraVersion, capturedAt } = frame;
    const message = await child.count(
      rgb24Of(frame),
      { ...lineJob('tiny'), frame: { cameraId, cameraVersion, capturedAt } },
      30_000,
    );
    expect(message).toEqual({
      kind: 'counted',
      ms: expect.any(Number),
      tracking: { session: expect.stringMatching(/^[0-9a-z]{32}$/), startedAt: '2026-01-01T00:00:00.000Z' },
      zones: [
        { zoneId: 'view', counts: { person: 0, car: 1 }, total: 1 },
        { zoneId: 'gate', counts: {}, total: 0, inbound: none, outbound: none },
      ],
    });
  } finally {
    child.kill();
    await child.gone;
  }
});

test('a vehicle that does not move is stopped when the session is old enough to know', async () => {
  const one = detector(2);
  const stopped: (number | undefined)[] = [];
  for (let seconds = 0; seconds <= 32; seconds += 1) {
    const { zones } = await countOf(one, frameAt(seconds));
    stopped.push(zones[0]?.stopped);
  }
  expect(stopped.slice(0, 30)).toEqual(Array.from({ length: 30 }, () => undefined));
  expect(stopped.slice(-1)).toEqual([1]);
});

test('all frames of a camera belong to one session, although several children count them', async () => {
  const one = detector(2);
  const cameras = ['cam000000001', 'cam000000002', 'cam000000003'];
  const sessions = new Map<string, Set<string | undefined>>(cameras.map((id) => [id, new Set()]));
  for (let seconds = 0; seconds < 8; seconds += 1) {
    const counts = await Promise.all(cameras.map((id) => countOf(one, frameAt(seconds, id))));
    for (const { cameraId, tracking } of counts) sessions.get(cameraId)?.add(tracking?.session);
    await one.count(frameAt(seconds, 'cam000000009'), viewJob('tiny'));
  }
  for (const ids of sessions.values()) expect(ids.size).toBeLessThanOrEqual(2);
  expect(new Set([...sessions.values()].flatMap((ids) => [...ids])).size).toBeLessThanOrEqual(4);
});

test('a killed child begins a new session, and its counters start at zero', async () => {
  const one = detector(1);
  const before = await countOf(one, frameAt(0));
  const pid = one.states()[0]?.pid ?? 0;
  process.kill(pid, 'SIGKILL');
  const after = await countOf(one, frameAt(1));
  expect(after.tracking?.session).not.toBe(before.tracking?.session);
  expect(after.tracking?.startedAt).toBe('2026-01-01T00:00:01.000Z');
});

test('another fencing token begins a new session, because another detector tracked the camera meanwhile', async () => {
  const one = detector(1);
  const sessions: (string | undefined)[] = [];
  for (const [seconds, trackingToken] of ['detectors-7:5', 'detectors-7:5', 'detectors-7:9'].entries()) {
    const reply = await one.count(frameAt(seconds), { ...lineJob('tiny'), trackingToken });
    if (reply.kind !== 'counted') throw new Error(reply.detail);
    sessions.push(reply.count.tracking?.session);
  }
  expect(sessions[1]).toBe(sessions[0]);
  expect(sessions[2]).not.toBe(sessions[0]);
});

test('another camera version begins a new session', async () => {
  const one = detector(1);
  const first = await countOf(one, frameAt(0));
  const second = await countOf(one, { ...frameAt(1), cameraVersion: 2 });
  expect(second.tracking?.session).not.toBe(first.tracking?.session);
});

test('a trial counts the objects on a line, and begins no session', async () => {
  const one = detector(1);
  const reply = await one.count(frameAt(0), { ...lineJob('tiny'), trial: { outlines: false } });
  if (reply.kind !== 'counted') throw new Error(reply.detail);
  expect(reply.count.tracking).toBeUndefined();
  expect(reply.count.zones[1]).toEqual({
    zoneId: 'gate',
    counts: expect.anything(),
    total: expect.any(Number),
  });
});

test('a live trial has one session of its own beside that of its camera, although several children count', async () => {
  const one = await readyDetector(2);
  const sessions = { camera: new Set<string | undefined>(), live: new Set<string | undefined>() };
  for (let seconds = 0; seconds < 6; seconds += 1) {
    const counts = [countOf(one, frameAt(seconds)), countOf(one, frameAt(seconds), 'live00000001')] as const;
    sessions.camera.add((await counts[0]).tracking?.session);
    sessions.live.add((await counts[1]).tracking?.session);
  }
  expect([sessions.camera.size, sessions.live.size]).toEqual([1, 1]);
  expect(sessions.live.has(undefined)).toBe(false);
  expect([...sessions.live]).not.toEqual([...sessions.camera]);
});
