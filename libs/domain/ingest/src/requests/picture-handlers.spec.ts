import { describe, expect, test } from '@jest/globals';
import type { CaptureEvent, CaptureRequest } from '@vialog/capture';
import { isoOf, type Picture } from '@vialog/contracts';
import type { DetectorReply } from '@vialog/detection';
import { CameraWorker } from '../camera-worker.ts';
import { cameraAt, settled, start, World } from '../ingest.fixture.ts';
import { pictureHandlers, type PictureHandlerPorts } from './picture-handlers.ts';

const cameraId = 'aaaaaaaaaaaa';
const still = { v: 1, kind: 'still', cameraId } as const;
const camera = cameraAt(cameraId, 1, start, { plan: { mode: 'fps', fps: 1 } });
const trial = { ...still, kind: 'trial', zones: camera.zones, model: camera.model, outlines: true } as const;
const never = new AbortController().signal;

const pictureOf = (tone: number, width = 64): Picture => ({
  width,
  height: 36,
  format: 'rgb24',
  pixels: Uint8Array.from({ length: width * 36 * 3 }, (_, i) => (tone + i) % 256),
});
const event = (tone: number, at = start): CaptureEvent => ({
  kind: 'picture',
  picture: pictureOf(tone),
  capturedAt: at,
});
const fault: CaptureEvent = {
  kind: 'fault',
  reason: 'offline',
  detail: 'the camera does not respond',
  at: start,
};

const counted = (capturedAt: number, car: number) => ({
  kind: 'counted' as const,
  count: {
    v: 1 as const,
    cameraId,
    cameraVersion: 1,
    capturedAt: isoOf(capturedAt),
    model: 'm',
    zones: [{ zoneId: 'view', counts: { car }, total: car }],
  },
});

/** Ports whose source delivers these events to each connection, and the requests that it received. */
function portsWith(events: readonly CaptureEvent[], extra: Partial<PictureHandlerPorts> = {}) {
  const opened: CaptureRequest[] = [];
  const state = { closed: 0 };
  const ports: PictureHandlerPorts = {
    source: {
      async *frames(request, signal) {
        opened.push(request);
        try {
          yield* events;
          await new Promise((resolve) => signal.addEventListener('abort', resolve));
        } finally {
          state.closed += 1;
        }
      },
    },
    pixelFormat: 'rgb24',
    ingest: { cameraNow: (id) => (id === cameraId ? camera : undefined), workerOf: () => undefined },
    detector: {
      pixelFormat: 'rgb24',
      count: (frame, job) =>
        Promise.resolve<DetectorReply>({
          ...counted(frame.capturedAt, 2),
          ...(job.trial?.outlines ? { outlined: { ...pictureOf(200), format: 'rgb24' } } : {}),
        }),
      prepare: () => Promise.resolve({ kind: 'ready' }),
      close: () => Promise.resolve(),
    },
    encode: ({ pixels }) => Promise.resolve(pixels.subarray(0, 1)),
    widthOf: () => Promise.resolve(416),
    pause: () => Promise.resolve(),
    areStillsOn: true,
    ...extra,
  };
  return { handlers: pictureHandlers(ports), opened, state };
}

/** A worker of the camera that has received a picture at this width. */
async function runningWorker(width: number) {
  const world = new World();
  let push: (event: CaptureEvent) => void = () => undefined;
  const worker = new CameraWorker([camera], {
    ...world.ports,
    widthOf: () => Promise.resolve(width),
    detector: {
      pixelFormat: 'rgb24',
      count: (frame) => Promise.resolve(counted(frame.capturedAt, 1)),
      prepare: () => Promise.resolve({ kind: 'ready' }),
      close: () => Promise.resolve(),
    },
    source: {
      async *frames(_request, signal) {
        while (!signal.aborted) yield await new Promise<CaptureEvent>((resolve) => (push = resolve));
      },
    },
  });
  worker.tick();
  await settled();
  push(event(1));
  await settled();
  return { worker, deliver: async (next: CaptureEvent) => (push(next), settled()) };
}

describe('pictures of a camera that is not sampled', () => {
  test('a still opens the stream for one picture, at a width for drawing, and closes it', async () => {
    const { handlers, opened, state } = portsWith([event(7), event(8)]);
    const reply = await handlers.still?.(still, never);
    expect(reply).toEqual({
      kind: 'answered',
      content: { capturedAt: isoOf(start), width: 64, height: 36 },
      bytes: Uint8Array.of(7),
    });
    expect(opened).toMatchObject([{ width: 1280, stream: camera.stream }]);
    await settled();
    expect(state.closed).toBe(1);
  });

  test('a still of a camera that is away fails with the fault of the stream as a sentence', async () => {
    const { handlers } = portsWith([fault]);
    expect(await handlers.still?.(still, never)).toEqual({
      kind: 'failed',
      reason: 'unavailable',
      detail: 'The camera does not respond.',
    });
  });

  test('a still ends at its deadline and closes the stream', async () => {
    const { handlers, state } = portsWith([]);
    const ending = new AbortController();
    const reply = handlers.still?.(still, ending.signal);
    await settled();
    ending.abort();
    expect(await reply).toMatchObject({ kind: 'failed', reason: 'unavailable' });
    await settled();
    expect(state.closed).toBe(1);
  });

  test('a still of a stream that is not registered opens the stream of the request', async () => {
    const { handlers, opened } = portsWith([event(3)]);
    const unregistered = { stream: { url: 'rtsp://192.0.2.7/1', transport: 'udp' as const } };
    expect(await handlers.still?.({ ...still, cameraId: 'zzzzzzzzzzzz', unregistered }, never)).toMatchObject(
      {
        kind: 'answered',
      },
    );
    expect(opened).toMatchObject([{ stream: unregistered.stream }]);
  });

  test('a still of a camera that was just registered waits for the registry feed', async () => {
    const known = [undefined, undefined, camera];
    const ingest = { cameraNow: () => known.shift(), workerOf: () => undefined };
    const { handlers } = portsWith([event(3)], { ingest });
    expect(await handlers.still?.(still, never)).toMatchObject({ kind: 'answered' });
  });

  test('a still of a camera that the process does not know fails', async () => {
    const { handlers } = portsWith([event(3)]);
    expect(await handlers.still?.({ ...still, cameraId: 'zzzzzzzzzzzz' }, never)).toMatchObject({
      kind: 'failed',
      reason: 'unavailable',
    });
  });

  test('nothing is opened or counted when stills are switched off in this process', async () => {
    const { handlers, opened } = portsWith([event(3)], { areStillsOn: false });
    for (const reply of [await handlers.still?.(still, never), await handlers.trial?.(trial, never)])
      expect(reply).toMatchObject({ kind: 'failed', reason: 'rejected' });
    expect(opened).toEqual([]);
  });
});

describe('pictures of a camera that is sampled', () => {
  test('a still is the next picture of the running capture if it is large enough; no other connection is opened', async () => {
    const { worker, deliver } = await runningWorker(1280);
    const ingest = { cameraNow: () => camera, workerOf: () => worker };
    const { handlers, opened } = portsWith([event(99)], { ingest });
    const reply = handlers.still?.(still, never);
    await settled();
    await deliver(event(5, start + 1_000));
    expect(await reply).toMatchObject({
      kind: 'answered',
      content: { capturedAt: isoOf(start + 1_000) },
      bytes: Uint8Array.of(5),
    });
    expect(opened).toEqual([]);
  });

  test('a still of a capture with small pictures opens the stream once more', async () => {
    const { worker } = await runningWorker(416);
    const ingest = { cameraNow: () => camera, workerOf: () => worker };
    const { handlers, opened } = portsWith([event(99)], { ingest });
    expect(await handlers.still?.(still, never)).toMatchObject({ bytes: Uint8Array.of(99) });
    expect(opened).toHaveLength(1);
  });

  test('a camera that allows one connection only replies with the next picture of the running capture', async () => {
    const { worker, deliver } = await runningWorker(416);
    const ingest = { cameraNow: () => camera, workerOf: () => worker };
    const { handlers } = portsWith([fault], { ingest });
    const reply = handlers.still?.(still, never);
    await settled();
    await deliver(event(5, start + 1_000));
    expect(await reply).toMatchObject({ kind: 'answered', bytes: Uint8Array.of(5) });
  });
});

test('a capture that delivers two pictures before the stream is opened fulfils the request', async () => {
  const { worker, deliver } = await runningWorker(416);
  const ingest = { cameraNow: () => camera, workerOf: () => worker };
  const { handlers, state } = portsWith([], { ingest });
  const reply = handlers.still?.(still, never);
  await settled();
  await deliver(event(5, start + 1_000));
  await deliver(event(6, start + 2_000));
  expect(await reply).toMatchObject({ kind: 'answered', bytes: Uint8Array.of(6) });
  await settled();
  expect(state.closed).toBe(1);
});

describe('trials in the capturing process', () => {
  test('a trial counts one picture at the width of the draft zones and returns counts and outlines', async () => {
    const { handlers, opened } = portsWith([event(7)], { widthOf: () => Promise.resolve(832) });
    expect(await handlers.trial?.(trial, never)).toEqual({
      kind: 'answered',
      content: {
        capturedAt: isoOf(start),
        width: 64,
        height: 36,
        zones: [{ zoneId: 'view', counts: { car: 2 }, total: 2 }],
      },
      bytes: Uint8Array.of(200),
    });
    expect(opened).toMatchObject([{ width: 832 }]);
    const without = await handlers.trial?.({ ...trial, outlines: false }, never);
    expect(without).not.toHaveProperty('bytes');
  });

  test('a trial that the detector does not count fails with its reason', async () => {
    const { handlers } = portsWith([event(7)], {
      detector: {
        pixelFormat: 'rgb24',
        count: () => Promise.resolve({ kind: 'failed', reason: 'detector_down', detail: 'no model' }),
        prepare: () => Promise.resolve({ kind: 'ready' }),
        close: () => Promise.resolve(),
      },
    });
    expect(await handlers.trial?.(trial, never)).toEqual({
      kind: 'failed',
      reason: 'not_counted',
      detail: 'No model.',
    });
  });
});
