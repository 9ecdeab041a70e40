import { describe, expect, jest, test } from '@jest/globals';
import type { CaptureEvent, CaptureRequest, FrameSource } from '@vialog/capture';
import {
  camera as cameraSchema,
  completeZone,
  countEvent,
  isoOf,
  viewZone,
  type Camera,
  type CameraHealth,
  type Frame,
  type SamplingPlan,
} from '@vialog/contracts';
import type { Detector, DetectorReply, ModelReadiness } from '@vialog/detection';
import { CameraWorker, type CameraPorts } from './camera-worker.ts';
import { PushedEvents } from './pushed-events.fixture.ts';

const start = Date.UTC(2026, 0, 1, 8);

const cameraAt = (version: number, validFrom: number, extra: Partial<Camera> = {}): Camera =>
  cameraSchema.parse({
    cameraId: 'abcdefghijkl',
    version,
    validFromAt: isoOf(validFrom),
    createdAt: isoOf(start),
    lifecycle: 'active',
    name: 'North gate',
    position: [112.2, 31.03],
    stream: { url: 'rtsp://10.0.0.9/live' },
    streamKind: 'rtsp',
    zones: [completeZone(viewZone([]))],
    ...extra,
  });

/** The ports of a worker: the test sets the clock and delivers pictures and replies. */
class World implements FrameSource, Detector {
  now = start;
  readonly health: CameraHealth[] = [];
  readonly opened: { width: number; pixelFormat: string; signal: AbortSignal }[] = [];
  readonly plans: SamplingPlan[] = [];
  readiness: ModelReadiness = { kind: 'ready' };
  throwOnce = false;
  /** The stream is closed when this resolves. */
  streamCloses: Promise<void> = Promise.resolve();
  readonly pixelFormat = 'yuv420p';
  reply: (frame: Frame) => DetectorReply = (frame) => counted(frame, 3);
  readonly #pictures = new PushedEvents();
  #tone = 0;

  readonly ports: CameraPorts = {
    source: this,
    detector: this,
    clock: { now: () => this.now, monotonic: () => this.now },
    widthOf: () => Promise.resolve(416),
    onHealth: (health) => this.health.push(health),
  };

  async *frames(
    { width, pixelFormat, plan }: CaptureRequest,
    signal: AbortSignal,
  ): AsyncIterable<CaptureEvent> {
    this.opened.push({ width, pixelFormat, signal });
    this.plans.push(plan);
    if (this.throwOnce) {
      this.throwOnce = false;
      throw new Error('too many open files');
    }
    yield* this.#pictures.opened(signal);
    await this.streamCloses;
  }

  count(frame: Frame): Promise<DetectorReply> {
    return Promise.resolve(this.reply(frame));
  }

  prepare(): Promise<ModelReadiness> {
    return Promise.resolve(this.readiness);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  async picture(tone = (this.#tone += 37)): Promise<void> {
    const pixels = Uint8Array.from({ length: 8 * 8 * 3 }, (_, i) => (i * 13 + tone) % 256);
    await this.event({
      kind: 'picture',
      picture: { width: 8, height: 8, format: 'rgb24', pixels },
      capturedAt: this.now,
    });
  }

  async event(event: CaptureEvent): Promise<void> {
    this.#pictures.push(event);
    await settled();
  }

  /** Moves the clock in steps of a quarter second and calls `tick` of the worker. */
  async run(worker: CameraWorker, ms: number): Promise<ReturnType<CameraWorker['tick']>[number][]> {
    const events = [];
    for (const end = this.now + ms; this.now < end; this.now += 250) {
      events.push(...worker.tick());
      await settled();
    }
    return events;
  }
}

const counted = (frame: Frame, car: number): DetectorReply => ({
  kind: 'counted',
  count: {
    v: 1,
    cameraId: frame.cameraId,
    cameraVersion: frame.cameraVersion,
    capturedAt: isoOf(frame.capturedAt),
    model: 'nanodet-g-416',
    zones: [{ zoneId: 'view', counts: { car }, total: car }],
  },
});

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('CameraWorker', () => {
  test('requests the width of the camera and the pixel format of the detector from the source', async () => {
    const world = new World();
    const worker = new CameraWorker([cameraAt(1, start)], world.ports);
    await world.run(worker, 1000);
    expect(world.opened).toEqual([expect.objectContaining({ width: 416, pixelFormat: 'yuv420p' })]);
  });

  test('counts the frames of a slot whose picture had not changed', async () => {
    const world = new World();
    const worker = new CameraWorker([cameraAt(1, start)], world.ports);
    await world.run(worker, 1000);
    const pixels = Uint8Array.from({ length: 8 * 8 * 3 }, (_, i) => (i * 13) % 256);
    const picture = { width: 8, height: 8, format: 'rgb24', pixels } as const;
    await world.event({ kind: 'picture', picture, capturedAt: world.now });
    await world.run(worker, 1000);
    await world.event({ kind: 'picture', picture, capturedAt: world.now, isUnchanged: true });
    expect(await world.run(worker, 12_000)).toMatchObject([{ framesUsed: 2, framesReused: 1 }]);
  });

  test('returns one measured slot with the counts of the detector', async () => {
    const world = new World();
    const worker = new CameraWorker([cameraAt(1, start)], world.ports);
    await world.run(worker, 1000);
    await world.picture();
    const events = await world.run(worker, 12_000);
    expect(events).toEqual([
      expect.objectContaining({
        slotStartAt: isoOf(start),
        kind: 'measured',
        counts: expect.objectContaining({ car: 3 }),
        framesUsed: 1,
        origin: 'camera',
      }),
    ]);
    expect(countEvent.safeParse(events[0]).success).toBe(true);
    expect(worker.health).toMatchObject({ state: 'online', framesPerMinute: 1 });
  });

  test('reports the fault of the stream as the reason of a slot without pictures, after the time for late frames', async () => {
    const world = new World();
    const worker = new CameraWorker([cameraAt(1, start)], world.ports);
    await world.run(worker, 1000);
    await world.event({ kind: 'fault', reason: 'offline', detail: 'connection refused', at: world.now });
    expect(worker.health).toMatchObject({
      state: 'offline',
      reason: 'offline',
      detail: 'connection refused',
    });
    expect(await world.run(worker, 38_000)).toEqual([]);
    expect(await world.run(worker, 2_000)).toEqual([
      expect.objectContaining({ slotStartAt: isoOf(start), kind: 'gap', reason: 'offline' }),
    ]);
  });

  test('reports a gap and a degraded camera while the detector fails, and an online camera after the next counted frame', async () => {
    const world = new World();
    const worker = new CameraWorker([cameraAt(1, start)], world.ports);
    world.reply = () => ({ kind: 'failed', reason: 'detector_down', detail: 'the detector ended' });
    await world.run(worker, 1000);
    await world.picture();
    expect(worker.health).toMatchObject({ state: 'degraded', reason: 'detector_down' });
    world.reply = (frame) => counted(frame, 1);
    await world.run(worker, 10_000);
    await world.picture();
    expect(worker.health.state).toBe('online');
    const events = await world.run(worker, 32_000);
    expect(events.map((event) => [event.slotStartAt, event.reason ?? event.total])).toEqual([
      [isoOf(start + 10_000), 1],
      [isoOf(start), 'detector_down'],
    ]);
  });

  test('reports slots as frozen, and does not count them as zero, when the picture does not change for a minute', async () => {
    const world = new World();
    const worker = new CameraWorker([cameraAt(1, start)], world.ports);
    const events = [];
    for (let second = 0; second < 130; second += 5) {
      events.push(...(await world.run(worker, 5000)));
      await world.picture(99);
    }
    expect(worker.health).toMatchObject({ state: 'degraded', reason: 'frozen' });
    events.push(...(await world.run(worker, 40_000)));
    const late = events.filter(
      (event) => event.slotStartAt >= isoOf(start + 80_000) && event.slotStartAt < isoOf(start + 120_000),
    );
    expect(late.map((event) => event.reason)).toEqual(['frozen', 'frozen', 'frozen', 'frozen']);
  });

  test('closes the stream at the boundary of a paused version and expects no later slots', async () => {
    const world = new World();
    const worker = new CameraWorker([cameraAt(1, start)], world.ports);
    await world.run(worker, 1000);
    await world.picture();
    worker.use(cameraAt(2, start + 10_000, { lifecycle: 'paused' }));
    await world.run(worker, 5000);
    expect(world.opened[0]?.signal.aborted).toBe(false);
    const events = await world.run(worker, 120_000);
    expect(world.opened[0]?.signal.aborted).toBe(true);
    expect(events).toHaveLength(1);
    expect(worker.health.state).toBe('paused');
    expect(world.health.map(({ state }) => state)).toEqual(['starting', 'online', 'paused']);
  });

  test('opens a changed stream after it closed the old one, and keeps the stream when only the name changes', async () => {
    const world = new World();
    const worker = new CameraWorker([cameraAt(1, start)], world.ports);
    await world.run(worker, 1000);
    worker.use(cameraAt(2, start + 10_000, { name: 'South gate' }));
    await world.run(worker, 12_000);
    expect(world.opened).toHaveLength(1);
    worker.use(cameraAt(3, start + 20_000, { stream: { url: 'rtsp://10.0.0.10/live', transport: 'tcp' } }));
    await world.run(worker, 12_000);
    expect(world.opened.map((open) => open.signal.aborted)).toEqual([true, false]);
  });

  test('opens a paused and resumed camera again only when its first stream is closed', async () => {
    const world = new World();
    const closing = Promise.withResolvers<void>();
    world.streamCloses = closing.promise;
    const versions = [cameraAt(1, start), cameraAt(2, start + 10_000, { lifecycle: 'paused' })];
    const worker = new CameraWorker([...versions, cameraAt(3, start + 20_000)], world.ports);
    await world.run(worker, 25_000);
    expect(world.opened.map((open) => open.signal.aborted)).toEqual([true]);
    closing.resolve();
    await settled();
    expect(world.opened.map((open) => open.signal.aborted)).toEqual([true, false]);
  });

  test('waits until the stream is closed when a paused camera is closed', async () => {
    const world = new World();
    const closing = Promise.withResolvers<void>();
    world.streamCloses = closing.promise;
    const paused = cameraAt(2, start + 10_000, { lifecycle: 'paused' });
    const worker = new CameraWorker([cameraAt(1, start), paused], world.ports);
    await world.run(worker, 12_000);
    let isClosed = false;
    const closed = worker.close().then(() => (isClosed = true));
    await settled();
    expect(isClosed).toBe(false);
    closing.resolve();
    await closed;
    expect(world.opened).toHaveLength(1);
  });

  test('does not serialise the configuration of the camera in every tick', async () => {
    const world = new World();
    const worker = new CameraWorker([cameraAt(1, start)], world.ports);
    await world.run(worker, 1000);
    const stringify = jest.spyOn(JSON, 'stringify');
    await world.run(worker, 5000);
    const calls = stringify.mock.calls.length;
    stringify.mockRestore();
    expect(calls).toBe(0);
  });

  test('returns the slots that are over and ends the stream when it closes', async () => {
    const world = new World();
    const worker = new CameraWorker([cameraAt(1, start)], world.ports);
    await world.run(worker, 1000);
    await world.picture();
    await world.run(worker, 9500);
    expect(await worker.close()).toEqual([expect.objectContaining({ kind: 'measured' })]);
    expect(world.opened[0]?.signal.aborted).toBe(true);
  });

  test('keeps the health of a closed camera at stopped when the detector replies afterwards', async () => {
    const world = new World();
    const reply = Promise.withResolvers<DetectorReply>();
    world.count = () => reply.promise;
    const worker = new CameraWorker([cameraAt(1, start)], world.ports);
    await world.run(worker, 1000);
    await world.picture();
    await worker.close();
    reply.resolve({ kind: 'failed', reason: 'detector_down', detail: 'The detector was closed.' });
    await settled();
    expect(world.health.at(-1)?.state).toBe('stopped');
  });

  test('opens a source again 10 s after an unexpected error', async () => {
    const world = new World();
    world.throwOnce = true;
    const worker = new CameraWorker([cameraAt(1, start)], world.ports);
    await world.run(worker, 1000);
    expect(worker.health).toMatchObject({ state: 'offline', detail: 'capture failed: too many open files' });
    expect(world.opened).toHaveLength(1);
    await world.run(worker, 11_000);
    expect(world.opened).toHaveLength(2);
    await world.picture();
    expect(worker.health.state).toBe('online');
  });

  test('marks numbers of a rendered scene as simulated, and numbers of a following real stream as camera', async () => {
    const world = new World();
    const drawn = cameraAt(1, start, {
      stream: { url: 'synthetic:lot', transport: 'tcp' },
      streamKind: 'synthetic',
    });
    const worker = new CameraWorker([drawn, cameraAt(2, start + 10_000)], world.ports);
    await world.run(worker, 1000);
    await world.picture();
    const events = await world.run(worker, 12_000);
    await world.picture();
    events.push(...(await world.run(worker, 12_000)));
    expect(events.map((event) => `${event.cameraVersion} ${event.origin}`)).toEqual([
      '1 simulated',
      '2 camera',
    ]);
  });

  test('decodes a stream in full when its key frames are too far apart for its slots', async () => {
    const world = new World();
    const worker = new CameraWorker([cameraAt(1, start, { plan: { mode: 'keyframes' } })], world.ports);
    await world.run(worker, 1000);
    for (let frame = 0; frame < 6; frame += 1) {
      await world.picture();
      await world.run(worker, 8_000);
    }
    expect(world.plans.map((plan) => plan.mode)).toEqual(['keyframes', 'interval']);
    expect(world.opened.map((open) => open.signal.aborted)).toEqual([true, false]);
  });

  test('keeps the key-frame plan for key frames every two seconds', async () => {
    const world = new World();
    const worker = new CameraWorker([cameraAt(1, start, { plan: { mode: 'keyframes' } })], world.ports);
    await world.run(worker, 1000);
    for (let frame = 0; frame < 12; frame += 1) {
      await world.picture();
      await world.run(worker, 2_000);
    }
    expect(world.plans.map((plan) => plan.mode)).toEqual(['keyframes']);
  });

  const withoutKeyFrame = (at: number, withoutKeyFrameMs: number) =>
    ({ kind: 'fault', reason: 'no_frame', detail: 'no key frame for 30 s', at, withoutKeyFrameMs }) as const;

  test('decodes a stream in full when no second key frame arrives, and names the cause', async () => {
    const world = new World();
    const worker = new CameraWorker([cameraAt(1, start, { plan: { mode: 'keyframes' } })], world.ports);
    await world.run(worker, 1000);
    await world.picture();
    await world.run(worker, 30_000);
    await world.event(withoutKeyFrame(world.now, 30_000));
    await world.run(worker, 1000);
    expect(world.plans.map((plan) => plan.mode)).toEqual(['keyframes', 'interval']);
    expect(world.health.find(({ state }) => state === 'offline')?.detail).toBe('no key frame for 30 s');
  });

  test('waits for the next key frame when the slots are long enough for it', async () => {
    const world = new World();
    const zones = [completeZone({ ...viewZone([]), slotMs: 600_000 })];
    const plan = { mode: 'keyframes' } as const;
    const worker = new CameraWorker([cameraAt(1, start, { plan, zones })], world.ports);
    await world.run(worker, 1000);
    await world.picture();
    await world.run(worker, 10_000);
    await world.event(withoutKeyFrame(world.now, 30_000));
    await world.run(worker, 1000);
    expect(world.plans.map(({ mode }) => mode)).toEqual(['keyframes']);
    expect(world.health.map(({ state }) => state)).toEqual(['starting', 'online']);
  });

  test('shows a camera as degraded, with the reason, while the pictures of an incomplete stream are counted', async () => {
    const world = new World();
    const worker = new CameraWorker([cameraAt(1, start)], world.ports);
    await world.run(worker, 1000);
    await world.picture();
    const detail = 'the clip breaks off';
    await world.event({ kind: 'fault', reason: 'decode_error', detail, at: world.now, continues: true });
    await world.picture();
    await world.run(worker, 1000);
    expect(worker.health).toMatchObject({ state: 'degraded', reason: 'decode_error', detail });
    await world.run(worker, 60_000);
    expect(worker.health).toMatchObject({ state: 'offline', reason: 'no_frame' });
  });

  test('keeps a snapshot camera online between the pictures of its refresh period', async () => {
    const world = new World();
    const stream = { url: 'http://10.0.0.9/a.jpg', transport: 'tcp', refreshMs: 60_000 } as const;
    const worker = new CameraWorker([cameraAt(1, start, { stream, streamKind: 'snapshot' })], world.ports);
    await world.run(worker, 1000);
    for (let picture = 0; picture < 3; picture += 1) {
      await world.picture();
      await world.run(worker, 60_000);
    }
    expect(world.health.map(({ state }) => state)).toEqual(['starting', 'online']);
    await world.run(worker, 121_000);
    expect(worker.health).toMatchObject({ state: 'offline', detail: 'no picture for 180 s' });
  });

  test('keeps a camera online between its key frames when these are more than 30 s apart', async () => {
    const world = new World();
    const zones = [completeZone({ ...viewZone([]), slotMs: 600_000 })];
    const worker = new CameraWorker(
      [cameraAt(1, start, { plan: { mode: 'keyframes' }, zones })],
      world.ports,
    );
    await world.run(worker, 1000);
    for (let picture = 0; picture < 5; picture += 1) {
      await world.picture();
      await world.run(worker, picture === 0 ? 29_000 : 45_000);
    }
    expect(world.health.map(({ state }) => state)).toEqual(['starting', 'online']);
  });

  test('keeps the key-frame plan when an outage separates key frames every two seconds', async () => {
    const world = new World();
    const worker = new CameraWorker([cameraAt(1, start, { plan: { mode: 'keyframes' } })], world.ports);
    await world.run(worker, 1000);
    for (let frame = 0; frame < 12; frame += 1) {
      if (frame === 3) {
        await world.event({ kind: 'fault', reason: 'offline', detail: 'connection lost', at: world.now });
        await world.run(worker, 120_000);
      }
      await world.picture();
      await world.run(worker, 2_000);
    }
    expect(world.plans.map((plan) => plan.mode)).toEqual(['keyframes']);
  });

  test('forgets versions that ended hours ago when it gets another one', async () => {
    const world = new World();
    let isRead = false;
    const first = cameraAt(1, start);
    const { validFromAt } = first;
    const watched = Object.defineProperty(first, 'validFromAt', {
      get: () => {
        isRead = true;
        return validFromAt;
      },
    });
    const worker = new CameraWorker([watched, cameraAt(2, start + 10_000)], world.ports);
    world.now += 3 * 3_600_000;
    worker.use(cameraAt(3, world.now));
    isRead = false;
    await world.run(worker, 1000);
    expect(isRead).toBe(false);
    expect(worker.health.state).toBe('starting');
  });
});
