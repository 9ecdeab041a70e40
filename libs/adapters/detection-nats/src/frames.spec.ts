import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import type { DetectorReply } from '@vialog/detection';
import { unpackYuv420p, yuv420pOf } from '@vialog/detection';
import { describeUnless, missingNats, until } from '@vialog/testkit';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { headers } from '@nats-io/transport-node';
import { Broker } from '@vialog/nats/fixtures';
import type { FrameEvent } from './frame-counting.ts';
import { FrameWorker } from './frame-worker.ts';
import { frameBroker } from './frame-broker.fixture.ts';
import { framesAckWaitMs, framesConsumer, framesStream } from './frame-names.ts';
import {
  counted,
  frameOf,
  job,
  createFrameStream,
  ControlledDetector,
  systemClock,
} from './frames.fixture.ts';
import { NatsDetector } from './nats-detector.ts';

describeUnless(missingNats(), describe)('NatsDetector and FrameWorker', () => {
  const { server, opened, sender, worker } = frameBroker();

  async function ofStream(): Promise<{ messages: number; lastSeq: number; ackPending: number }> {
    const manager = await jetstreamManager(await server().connect());
    const { state } = await manager.streams.info(framesStream);
    const { num_ack_pending: ackPending } = await manager.consumers.info(framesStream, framesConsumer);
    return { messages: state.messages, lastSeq: state.last_seq, ackPending };
  }

  test('a frame is counted with its job and its pixels as yuv420p, and the sender receives the count', async () => {
    const detector = new ControlledDetector();
    const jobs: unknown[] = [];
    await worker({
      pixelFormat: 'rgb24',
      count: (frame, its) => {
        jobs.push(its);
        return detector.count(frame, its);
      },
      prepare: () => detector.prepare(),
      close: () => detector.close(),
    });
    const named = {
      zones: [{ ...job.zones[0]!, name: '北门 🅿️ "x"' }],
      model: { modelId: 'm', threshold: 0.4 },
    };
    const sent = await sender();
    const frame = frameOf('a');
    expect(await sent.count(frame, named)).toEqual(counted(frame));
    expect(detector.seen).toEqual([{ ...frame, ...unpackYuv420p(frame, yuv420pOf(frame)) }]);
    expect(jobs).toEqual([named]);
    await until(async () => (await ofStream()).messages === 0);
    expect(sent.pending).toBe(0);
  });

  test('the sender receives the failure of a detector with its reason, and the worker reports it with the trace id', async () => {
    const failure: DetectorReply = { kind: 'failed', reason: 'detector_down', detail: 'no such model' };
    const { events } = await worker(new ControlledDetector(() => Promise.resolve(failure)));
    expect(await (await sender()).count(frameOf('a'), job)).toEqual(failure);
    await until(() => events.some(({ kind }) => kind === 'failed'));
    expect(events.find(({ kind }) => kind === 'failed')).toEqual({
      kind: 'failed',
      cameraId: '00000000000a',
      detail: 'no such model',
      traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
  });

  test('a detector that throws fails only that frame', async () => {
    await worker(
      new ControlledDetector((frame) =>
        frame.cameraId.endsWith('a') ? Promise.reject(new Error('boom')) : Promise.resolve(counted(frame)),
      ),
    );
    const sent = await sender();
    expect(await sent.count(frameOf('a'), job)).toMatchObject({
      reason: 'detector_down',
      detail: expect.stringContaining('boom'),
    });
    expect(await sent.count(frameOf('b'), job)).toMatchObject({ kind: 'counted' });
  });

  test('the newest waiting frame of a camera is counted and the frames that it replaces fail with superseded', async () => {
    const sent = await sender();
    const replies = [1, 2, 3, 4, 5].map((at) => sent.count(frameOf('a', at * 1_000), job));
    expect(await Promise.all(replies.slice(1, 4))).toEqual(
      [2, 3, 4].map(() => expect.objectContaining({ kind: 'failed', reason: 'superseded' })),
    );
    expect(sent.pending).toBe(2);
    const detector = new ControlledDetector();
    await worker(detector);
    expect(await replies[4]).toMatchObject({ kind: 'counted' });
    expect(detector.seen.map((frame) => frame.capturedAt)).toEqual([1_000, 5_000]);
    expect(sent.pending).toBe(0);
  });

  test('the stream keeps only the newest frame of a camera, also from two senders', async () => {
    const [first, second] = [await sender(), await sender()];
    void first.count(frameOf('a', 1_000), job);
    await until(async () => (await ofStream()).messages === 1);
    const newer = second.count(frameOf('a', 2_000), job);
    await until(async () => (await ofStream()).lastSeq === 2);
    const detector = new ControlledDetector();
    await worker(detector);
    expect(await newer).toMatchObject({ kind: 'counted' });
    expect(detector.seen.map((frame) => frame.capturedAt)).toEqual([2_000]);
  });

  test('frames of all cameras are counted while the detectors are overloaded', async () => {
    const sent = await sender();
    const served = new Set<string>();
    const cameras = Array.from({ length: 12 }, (_, i) => `c${i}`);
    const detector = new ControlledDetector(async (frame) => {
      served.add(frame.cameraId);
      // During each count, every camera delivers another frame.
      for (const camera of cameras) void sent.count(frameOf(camera, served.size * 1_000), job);
      await wait(5);
      return counted(frame);
    });
    for (const camera of cameras) void sent.count(frameOf(camera, 1), job);
    await worker(detector);
    await until(() => served.size === 12);
    expect(detector.seen.length).toBeLessThanOrEqual(13);
  });

  test('a frame without a reply fails with detector_down at its deadline', async () => {
    const sent = await sender({ deadlineMs: 300 });
    expect(await sent.count(frameOf('a'), job)).toEqual({
      kind: 'failed',
      reason: 'detector_down',
      detail: 'No detector replied within 0.3 s.',
    });
    expect(sent.pending).toBe(0);
  });

  test.each([
    [
      'a reply that does not match the schema',
      () => ({ v: 1, kind: 'counted', boxes: [[1, 2, 3, 4]] }),
      'invalid reply',
    ],
    ['a reply for another frame', () => ({ v: 1, ...counted(frameOf('b')) }), 'another frame'],
  ])('%s fails the frame', async (_title, wrongReply, detail) => {
    const sent = await sender();
    const reply = sent.count(frameOf('a'), job);
    await until(async () => (await ofStream()).messages === 1);
    const connection = await server().connect();
    const consumer = await jetstream(connection).consumers.get(framesStream, framesConsumer);
    const frame = await consumer.next();
    connection.publish(frame?.headers?.get('answerTo') ?? '', JSON.stringify(wrongReply()));
    expect(await reply).toMatchObject({ reason: 'detector_down', detail: expect.stringContaining(detail) });
    frame?.ack();
  });

  test('a frame whose worker fails during the count is counted by another worker', async () => {
    let finish: () => void = () => undefined;
    const never = new ControlledDetector(
      () => new Promise<DetectorReply>((resolve) => (finish = () => resolve(counted(frameOf('a'))))),
    );
    const { connection } = await worker(never);
    const sent = await sender();
    const reply = sent.count(frameOf('a'), job);
    await until(() => never.seen.length === 1);
    const other = new ControlledDetector();
    await worker(other);
    await connection.close();
    expect(await reply).toMatchObject({ kind: 'counted' });
    expect(other.seen).toHaveLength(1);
    finish();
  });

  test('a frame whose count takes longer than the ack wait is not redelivered', async () => {
    // A detector with a fixed delay: the frame takes several ack waits, and a redelivery would be seen in this time.
    const slow = new ControlledDetector(async (frame) => {
      await wait(2.5 * framesAckWaitMs);
      return counted(frame);
    });
    await worker(slow);
    await worker(slow);
    expect(await (await sender()).count(frameOf('a'), job)).toMatchObject({ kind: 'counted' });
    expect(slow.seen).toHaveLength(1);
  });

  test('two workers count frames at the same time, each one frame', async () => {
    let open = () => {};
    const gate = new Promise<void>((resolve) => (open = resolve));
    const gated = () =>
      new ControlledDetector(async (frame) => {
        await gate;
        return counted(frame);
      });
    const sent = await sender();
    const [one, two] = [gated(), gated()];
    await worker(one);
    await worker(two);
    const replies = Array.from({ length: 40 }, (_, i) => sent.count(frameOf(`c${i}`), job));
    await until(() => one.inFlight === 1 && two.inFlight === 1);
    open();
    await Promise.all(replies);
    expect([one.maxInFlight, two.maxInFlight]).toEqual([1, 1]);
    expect(one.seen.length + two.seen.length).toBe(40);
  });

  test('a worker counts at most inFlight frames at the same time', async () => {
    let open = () => {};
    const gate = new Promise<void>((resolve) => (open = resolve));
    const detector = new ControlledDetector(async (frame) => {
      await gate;
      return counted(frame);
    });
    await worker(detector, 3);
    const sent = await sender();
    const replies = Array.from({ length: 6 }, (_, i) => sent.count(frameOf(`c${i}`), job));
    await until(() => detector.inFlight === 3);
    expect((await ofStream()).ackPending).toBe(3);
    open();
    await Promise.all(replies);
    expect(detector.maxInFlight).toBe(3);
  });

  test('a frame with an older fencing token is dropped', async () => {
    const detector = new ControlledDetector();
    const { events } = await worker(detector);
    const [owner, late] = [
      await sender({ fencingTokenOf: () => 'main-7:20' }),
      await sender({ fencingTokenOf: () => 'main-7:19', deadlineMs: 2_000 }),
    ];
    await owner.count(frameOf('a', 1_000), job);
    expect(await late.count(frameOf('a', 2_000), job)).toMatchObject({
      kind: 'failed',
      reason: 'detector_down',
    });
    expect(detector.seen).toHaveLength(1);
    expect(events).toContainEqual(expect.objectContaining({ kind: 'stale', cameraId: '00000000000a' }));
  });

  test('an expired frame is not counted', async () => {
    const sent = await sender({ deadlineMs: 200 });
    await sent.count(frameOf('a', 1_000), job);
    const detector = new ControlledDetector();
    const { events } = await worker(detector);
    await until(() => events.length > 0);
    expect(events).toMatchObject([{ kind: 'expired', cameraId: '00000000000a' }]);
    expect(detector.seen).toEqual([]);
    await until(async () => (await ofStream()).messages === 0);
  });

  test('a worker whose clock is ahead drops every frame and warns once a minute', async () => {
    const connection = await server().connect();
    let minutes = 0;
    const ahead = { now: () => Date.now() + 60_000, monotonic: () => minutes * 60_000 };
    const [lines, events]: [string[], FrameEvent[]] = [[], []];
    const own = new FrameWorker({
      connection,
      detector: new ControlledDetector(),
      inFlight: 1,
      clock: ahead,
      onEvent: (event) => events.push(event),
      report: (line) => lines.push(line),
    });
    const sent = await sender({ deadlineMs: 500 });
    own.start();
    opened.unshift(own);
    for (minutes = 0; minutes < 3; minutes += 1) {
      await sent.count(frameOf('a', minutes * 1_000), job);
      await until(() => events.length > minutes);
    }
    expect(events.map(({ kind }) => kind)).toEqual(['expired', 'expired', 'expired']);
    expect(lines.map((line) => line.slice(0, 21))).toEqual([
      '2 of the last 2 frame',
      '1 of the last 1 frame',
    ]);
  });

  test('a sender without the lease of the camera sends no frame', async () => {
    const sent = await sender({ fencingTokenOf: () => undefined });
    expect(await sent.count(frameOf('a'), job)).toMatchObject({ kind: 'failed', reason: 'not_running' });
    expect((await ofStream()).messages).toBe(0);
  });

  test.each([
    ['without headers', {}],
    ['with an unknown header', { v: '1', extra: 'x' }],
    ['of a newer version', { v: '2' }],
  ])('a message %s is invalid and is removed from the stream', async (_what, fields) => {
    await sender();
    const detector = new ControlledDetector();
    const { events } = await worker(detector);
    const written = headers();
    for (const [name, value] of Object.entries(fields)) written.set(name, value);
    await jetstream(await server().connect()).publish('vialog.v1.frames.main-7.x', 'pixels', {
      headers: written,
    });
    await until(() => events.length > 0);
    expect(events[0]).toMatchObject({ kind: 'invalid' });
    expect(detector.seen).toEqual([]);
    await until(async () => (await ofStream()).messages === 0);
  });

  test('zones that exceed the header limit fail the frame at once with an instruction', async () => {
    const bays = Array.from({ length: 200 }, (_, i) => ({
      bayId: `b${i}`,
      polygon: [
        [i / 311 / 3, 1 / 7],
        [i / 311 / 3 + 1 / 700, 1 / 7],
        [i / 311 / 3 + 1 / 700, 2 / 7],
        [i / 311 / 3, 2 / 7],
      ] as never,
    }));
    const zones = ['x', 'y', 'z'].map((zoneId) => ({
      ...job.zones[0]!,
      zoneId,
      kind: 'bays' as const,
      polygon: undefined,
      bays,
      slotMs: 60_000,
    }));
    const clean = zones.map(({ polygon: _, ...each }) => each);
    const reply = await (await sender()).count(frameOf('a'), { ...job, zones: clean });
    expect(reply).toMatchObject({ kind: 'failed', reason: 'detector_down' });
    expect((reply as { detail: string }).detail).toMatch(
      /\d+ bytes, the broker accepts 65535. Give the camera fewer/,
    );
  });

  test('a frame whose size differs from its header fails', async () => {
    const detector = new ControlledDetector();
    await worker(detector);
    const frame = { ...frameOf('a'), width: 15 };
    expect(await (await sender()).count(frame, job)).toMatchObject({
      detail: expect.stringContaining('expected 360 bytes for rgb24 of 15 × 8 px, found 384'),
    });
    expect(detector.seen).toEqual([]);
  });

  test('a missing stream fails the frame at once', async () => {
    const sent = await sender();
    await (await jetstreamManager(await server().connect())).streams.delete(framesStream);
    expect(await sent.count(frameOf('a'), job)).toMatchObject({
      detail: 'The frame could not be sent: no stream accepts frames.',
    });
  });

  test('closing the sender fails all pending frames, and a closed sender fails new frames at once', async () => {
    const sent = await sender();
    const replies = [sent.count(frameOf('a'), job), sent.count(frameOf('a'), job)];
    await sent.close();
    for (const reply of [...replies, sent.count(frameOf('b'), job)])
      expect(await reply).toMatchObject({
        reason: 'detector_down',
        detail: 'The connection to the detectors was closed.',
      });
  });

  test('a worker that closes completes its frame in progress and leaves the other frames to other workers', async () => {
    const detector = new ControlledDetector(async (frame) => {
      await wait(300);
      return counted(frame);
    });
    await worker(detector);
    const [closing] = opened;
    const sent = await sender();
    const replies = ['a', 'b', 'c'].map((camera) => sent.count(frameOf(camera), job));
    await until(() => detector.inFlight === 1);
    await closing?.close();
    expect(detector.inFlight).toBe(0);
    expect(detector.seen.length).toBe(1);
    await worker(new ControlledDetector());
    expect((await Promise.all(replies)).map((reply) => reply.kind)).toEqual([
      'counted',
      'counted',
      'counted',
    ]);
  });
});

describeUnless(missingNats(), describe)('NatsDetector while the broker is disconnected', () => {
  test('fails frames at once without leaks, and counts again after the broker restarted without its streams', async () => {
    const server = await Broker.start();
    try {
      const [mine, theirs] = [await server.connect(), await server.connect()];
      let disconnected = false;
      void (async () => {
        for await (const status of mine.status()) if (status.type === 'disconnect') disconnected = true;
      })();
      await createFrameStream(mine);
      const sent = new NatsDetector({
        connection: mine,
        clock: systemClock,
        fencingTokenOf: () => 'main-7:1',
        deadlineMs: 20_000,
      });
      const events: FrameEvent[] = [];
      const own = new FrameWorker({
        connection: theirs,
        detector: new ControlledDetector(),
        inFlight: 2,
        clock: systemClock,
        onEvent: (event) => events.push(event),
      });
      own.start();
      expect(await sent.count(frameOf('a'), job)).toMatchObject({ kind: 'counted' });
      await server.kill();
      await until(() => disconnected);
      const failures = await Promise.all(['a', 'b', 'a'].map((camera) => sent.count(frameOf(camera), job)));
      expect(failures.map((reply) => (reply.kind === 'failed' ? reply.reason : reply.kind))).toEqual(
        Array(3).fill('detector_down'),
      );
      expect(sent.pending).toBe(0);
      await server.start();
      await until(async () => {
        await createFrameStream(mine).catch(() => undefined);
        return (await sent.count(frameOf('a'), job)).kind === 'counted';
      });
      expect(events.filter((event) => event.kind === 'expired')).toEqual([]);
      await own.close();
      await sent.close();
    } finally {
      await server.stop();
    }
  });
});
