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
import type { Detector, DetectorAnswer } from '@vialog/detection';
import { CameraWorker, type CameraPorts } from './camera-worker.ts';

const start = Date.UTC(2026, 0, 1, 8);

const cameraAt = (version: number, validFrom: number, extra: Partial<Camera> = {}): Camera =>
  cameraSchema.parse({
    ...{
      cameraId: 'abcdefghijkl',
      version,
      validFromAt: isoOf(validFrom),
      createdAt: isoOf(start),
      lifecycle: 'active',
    },
    ...{
      name: 'North gate',
      position: [112.2, 31.03],
      stream: { url: 'rtsp://10.0.0.9/live' },
      streamKind: 'rtsp',
    },
    zones: [completeZone(viewZone([]))],
    ...extra,
  });

/** The surroundings of a worker: the test moves the clock and delivers pictures and answers. */
class World implements FrameSource, Detector {
  now = start;
  readonly health: CameraHealth[] = [];
  readonly opened: { width: number; pixelFormat: string; signal: AbortSignal }[] = [];
  readonly plans: SamplingPlan[] = [];
  throwOnce = false;
  /** A source whose stream takes until this resolves to close. */
  streamCloses: Promise<void> = Promise.resolve();
  readonly pixelFormat = 'yuv420p';
  answer: (frame: Frame) => DetectorAnswer = (frame) => counted(frame, 3);
  #push: ((event: CaptureEvent) => void) | undefined;
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
    const queue: CaptureEvent[] = [];
    let wake = () => {};
    this.#push = (event) => {
      queue.push(event);
      wake();
    };
    signal.addEventListener('abort', () => wake());
    while (!signal.aborted) {
      yield* queue.splice(0);
      if (!signal.aborted) await new Promise<void>((resolve) => (wake = resolve));
    }
    await this.streamCloses;
  }

  count(frame: Frame): Promise<DetectorAnswer> {
    return Promise.resolve(this.answer(frame));
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
    this.#push?.(event);
    await settled();
  }

  /** Moves the clock in steps of a quarter second, ticking the worker. */
  async run(worker: CameraWorker, ms: number): Promise<ReturnType<CameraWorker['tick']>[number][]> {
    const events = [];
    for (const end = this.now + ms; this.now < end; this.now += 250) {
      events.push(...worker.tick());
      await settled();
    }
    return events;
  }
}

const counted = (frame: Frame, car: number): DetectorAnswer => ({
  kind: 'counted',
  count: {
    ...{
      v: 1,
      cameraId: frame.cameraId,
      cameraVersion: frame.cameraVersion,
      capturedAt: isoOf(frame.capturedAt),
    },
    ...{ model: 'nanodet-g-416', zones: [{ zoneId: 'view', counts: { car }, total: car }] },
  },
});

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('a camera worker', () => {
  test('asks the source for the width of the camera and for the pixel format of the detector', async () => {
    const world = new World();
    const worker = new CameraWorker([cameraAt(1, start)], world.ports);
    await world.run(worker, 1000);
    expect(world.opened).toEqual([expect.objectContaining({ width: 416, pixelFormat: 'yuv420p' })]);
  });

  test('turns pictures into one measured slot, with the counts of the detector', async () => {
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

  test('explains a slot without pictures by what the stream said, after the time for late frames', async () => {
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

  test('a detector that fails makes a gap and a degraded camera, and the next good frame heals it', async () => {
    const world = new World();
    const worker = new CameraWorker([cameraAt(1, start)], world.ports);
    world.answer = () => ({ kind: 'failed', reason: 'detector_down', detail: 'the detector ended' });
    await world.run(worker, 1000);
    await world.picture();
    expect(worker.health).toMatchObject({ state: 'degraded', reason: 'detector_down' });
    world.answer = (frame) => counted(frame, 1);
    await world.run(worker, 10_000);
    await world.picture();
    expect(worker.health.state).toBe('online');
    const events = await world.run(worker, 32_000);
    expect(events.map((event) => [event.slotStartAt, event.reason ?? event.total])).toEqual([
      [isoOf(start + 10_000), 1],
      [isoOf(start), 'detector_down'],
    ]);
  });

  test('a picture that stays the same for over a minute is frozen: not counted, not shown as zero', async () => {
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

  test('pausing takes effect at the boundary: the stream is closed and later slots are not expected', async () => {
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
    expect(worker.health.state).toBe('stopped');
  });

  test('a new stream is opened after the old one is closed; a new name leaves the stream alone', async () => {
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

  test('a camera that is paused and resumed is opened again only when its first stream is closed', async () => {
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

  test('closing a camera that was just paused waits until its stream is closed', async () => {
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

  test('a tick does not serialise the configuration of the camera again', async () => {
    const world = new World();
    const worker = new CameraWorker([cameraAt(1, start)], world.ports);
    await world.run(worker, 1000);
    const stringify = jest.spyOn(JSON, 'stringify');
    await world.run(worker, 5000);
    const calls = stringify.mock.calls.length;
    stringify.mockRestore();
    expect(calls).toBe(0);
  });

  test('closing hands over the slots that are over and ends the stream', async () => {
    const world = new World();
    const worker = new CameraWorker([cameraAt(1, start)], world.ports);
    await world.run(worker, 1000);
    await world.picture();
    await world.run(worker, 9500);
    expect(await worker.close()).toEqual([expect.objectContaining({ kind: 'measured' })]);
    expect(world.opened[0]?.signal.aborted).toBe(true);
  });

  test('an answer of the detector after the camera was closed does not change its health: it stays stopped', async () => {
    const world = new World();
    const answer = Promise.withResolvers<DetectorAnswer>();
    world.count = () => answer.promise;
    const worker = new CameraWorker([cameraAt(1, start)], world.ports);
    await world.run(worker, 1000);
    await world.picture();
    await worker.close();
    answer.resolve({ kind: 'failed', reason: 'detector_down', detail: 'The detector was closed.' });
    await settled();
    expect(world.health.at(-1)?.state).toBe('stopped');
  });

  test('opens a source again after a while when it failed with an unexpected error', async () => {
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

  test('numbers of a drawn scene are marked, and those of the real stream that follows are not', async () => {
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
    expect(events.map((event) => [event.cameraVersion, event.origin])).toEqual([[1, 'simulated'], [2, 'camera']]); // prettier-ignore
  });

  test('a stream whose key frames come too rarely for its slots is decoded in full from then on', async () => {
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

  test('key frames every two seconds are taken as they come', async () => {
    const world = new World();
    const worker = new CameraWorker([cameraAt(1, start, { plan: { mode: 'keyframes' } })], world.ports);
    await world.run(worker, 1000);
    for (let frame = 0; frame < 12; frame += 1) {
      await world.picture();
      await world.run(worker, 2_000);
    }
    expect(world.plans.map((plan) => plan.mode)).toEqual(['keyframes']);
  });
});
