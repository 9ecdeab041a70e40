import { describe, expect, test } from '@jest/globals';
import type { CaptureEvent, CaptureRequest } from '@vialog/capture';
import { completeZone, isoOf, type IngestRequestOf } from '@vialog/contracts';
import type { CountingJob } from '@vialog/detection';
import { cameraAt, settled, start } from '../ingest.fixture.ts';
import { LiveTrials, maxLiveTrials, type LiveTrialPorts } from './live-trials.ts';

const cameraId = 'aaaaaaaaaaaa';
const camera = cameraAt(cameraId, 1, start, { plan: { mode: 'interval', intervalMs: 10_000 } });
const gate = completeZone({
  zoneId: 'gate',
  name: 'Gate',
  kind: 'line',
  line: [
    [0.1, 0.5],
    [0.9, 0.5],
  ],
});
const request: IngestRequestOf<'liveTrial'> = {
  v: 1,
  kind: 'liveTrial',
  cameraId,
  liveTrialId: 'abcdefghijkl',
  zones: [...camera.zones, gate],
  model: camera.model,
  plan: { mode: 'fps', fps: 5 },
};

const pictureAt = (at: number): CaptureEvent => ({
  kind: 'picture',
  picture: { width: 2, height: 1, format: 'rgb24', pixels: new Uint8Array(6) },
  capturedAt: at,
});

/** A stream whose events the test delivers, a detector that counts one more car with each frame, and a controlled clock. */
function world(extra: Partial<LiveTrialPorts> = {}) {
  const state = { now: 0, counted: 0, closed: 0 };
  const opened: CaptureRequest[] = [];
  const jobs: CountingJob[] = [];
  const wakes: (() => void)[] = [];
  let push: (event: CaptureEvent) => void = () => undefined;
  const ports: LiveTrialPorts = {
    source: {
      async *frames(each, signal) {
        opened.push(each);
        const ended = new Promise<undefined>((resolve) =>
          signal.addEventListener('abort', () => resolve(undefined)),
        );
        while (!signal.aborted) {
          const next = await Promise.race([new Promise<CaptureEvent>((resolve) => (push = resolve)), ended]);
          if (next) yield next;
        }
        state.closed += 1;
      },
    },
    pixelFormat: 'rgb24',
    ingest: { cameraNow: (id) => (id === cameraId ? camera : undefined), workerOf: () => undefined },
    detector: {
      pixelFormat: 'rgb24',
      count: (frame, job) => {
        jobs.push(job);
        state.counted += 1;
        const crossings = { inbound: { car: state.counted }, outbound: {} };
        return Promise.resolve({
          kind: 'counted',
          count: {
            v: 1,
            cameraId: frame.cameraId,
            cameraVersion: frame.cameraVersion,
            capturedAt: isoOf(frame.capturedAt),
            model: 'm',
            tracking: { session: 'session1', startedAt: isoOf(start) },
            zones: [{ zoneId: 'gate', counts: {}, total: 0, ...crossings }],
          },
        });
      },
      prepare: () => Promise.resolve({ kind: 'ready' }),
      close: () => Promise.resolve(),
    },
    widthOf: () => Promise.resolve(640),
    clock: { monotonic: () => state.now },
    pause: (_ms, signal) =>
      new Promise((resolve) => {
        wakes.push(resolve);
        signal.addEventListener('abort', () => resolve());
      }),
    areStillsOn: true,
    ...extra,
  };
  const trials = new LiveTrials(ports);
  const pass = async (ms: number) => {
    state.now += ms;
    for (const wake of wakes.splice(0)) wake();
    await settled();
  };
  const deliver = async (event: CaptureEvent) => (push(event), settled());
  const read = async (fields: Partial<typeof request> = {}) => {
    const reply = await trials.handle({ ...request, ...fields });
    await settled();
    return reply;
  };
  return { read, deliver, pass, opened, jobs, state };
}

describe('live trials', () => {
  test('a live trial opens the stream at its plan, follows the objects and counts until it is read no more', async () => {
    const { read, deliver, pass, opened, jobs, state } = world();
    expect(await read()).toEqual({ kind: 'answered', content: { frames: 0, zones: [] } });
    expect(opened).toMatchObject([{ plan: request.plan, width: 640, stream: camera.stream }]);
    await deliver(pictureAt(start));
    await deliver(pictureAt(start + 200));
    expect(jobs[0]).toMatchObject({ trial: { outlines: false, live: request.liveTrialId } });
    expect(await read()).toMatchObject({
      content: { frames: 2, framesPerSecond: 5, zones: [{ zoneId: 'gate', inbound: { car: 2 } }] },
    });
    await pass(4_000);
    expect(state.closed).toBe(0);
    await pass(1_000);
    expect(state.closed).toBe(1);
    expect(await read()).toMatchObject({ content: { frames: 0 } });
    expect(opened).toHaveLength(2);
  });

  test('changed zones begin a live trial again at 0 and close the earlier connection', async () => {
    const { read, deliver, opened, state } = world();
    await read();
    await deliver(pictureAt(start));
    expect(await read({ zones: [gate] })).toMatchObject({ content: { frames: 0, zones: [] } });
    expect(opened).toHaveLength(2);
    expect(state.closed).toBe(1);
  });

  test('a fault of the stream is shown as a sentence until frames are counted again', async () => {
    const { read, deliver } = world();
    await read();
    await deliver({ kind: 'fault', reason: 'offline', detail: 'the camera does not reply', at: start });
    expect(await read()).toMatchObject({ content: { fault: 'The camera does not reply.' } });
    await deliver(pictureAt(start));
    expect((await read()) as unknown).not.toHaveProperty('content.fault');
  });

  test('a frame that the detector does not count is a fault', async () => {
    const { read, deliver } = world({
      detector: {
        pixelFormat: 'rgb24',
        count: () =>
          Promise.resolve({ kind: 'failed', reason: 'detector_down', detail: 'The detector is loading.' }),
        prepare: () => Promise.resolve({ kind: 'ready' }),
        close: () => Promise.resolve(),
      },
    });
    await read();
    await deliver(pictureAt(start));
    expect(await read()).toMatchObject({ content: { frames: 0, fault: 'The detector is loading.' } });
  });

  test('a process runs a limited number of live trials', async () => {
    const { read } = world();
    for (let number = 0; number < maxLiveTrials; number += 1)
      expect(await read({ liveTrialId: `trial000000${number}` })).toMatchObject({ kind: 'answered' });
    expect(await read({ liveTrialId: 'onetoomany00' })).toMatchObject({ kind: 'failed', reason: 'busy' });
  });

  test('a camera that is not known yet and VIALOG_STILLS=off are failures with their reason', async () => {
    expect(await world().read({ cameraId: 'bbbbbbbbbbbb' })).toMatchObject({ reason: 'unavailable' });
    expect(await world({ areStillsOn: false }).read()).toMatchObject({ reason: 'rejected' });
  });

  test('an unregistered stream is opened as it is in the request', async () => {
    const { read, opened } = world();
    const stream = { url: 'rtsp://192.0.2.7/1', transport: 'udp' as const };
    await read({ cameraId: 'zzzzzzzzzzzz', unregistered: { stream } });
    expect(opened).toMatchObject([{ stream }]);
  });
});
