import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Detector, DetectorAnswer } from '@vialog/detection';
import { unpackYuv420p, yuv420pOf } from '@vialog/detection';
import { describeUnless, missingNats, until } from '@vialog/testkit';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { headers, type NatsConnection } from '@nats-io/transport-node';
import { Broker } from '@vialog/nats/fixtures';
import { FrameWorker, type FrameEvent } from './frame-worker.ts';
import { framesDurable, framesStream } from './frame-names.ts';
import { counted, frameOf, job, makeFrames, SteeredDetector, systemClock } from './frames.fixture.ts';
import { NatsDetector, type NatsDetectorOptions } from './nats-detector.ts';

jest.setTimeout(60_000);

describeUnless(missingNats(), describe)('frames over the broker', () => {
  let server: Broker;
  const opened: { close(): Promise<void> }[] = [];

  beforeAll(async () => {
    server = await Broker.start();
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((each) => each.close()));
    const manager = await jetstreamManager(await server.connect());
    await manager.streams.delete(framesStream).catch(() => undefined);
  });
  afterAll(() => server.stop());

  async function sender(options: Partial<NatsDetectorOptions> = {}): Promise<NatsDetector> {
    const connection = await server.connect();
    await makeFrames(connection);
    const detector = new NatsDetector({
      ...{ connection, clock: systemClock, fenceOf: () => 'main-7:12', deadlineMs: 20_000, ...options },
    });
    opened.unshift(detector);
    return detector;
  }

  async function worker(
    detector: Detector,
    inFlight = 1,
  ): Promise<{ connection: NatsConnection; events: FrameEvent[] }> {
    const connection = await server.connect();
    const events: FrameEvent[] = [];
    const own = new FrameWorker({
      ...{ connection, detector, inFlight, clock: systemClock, onEvent: (event) => events.push(event) },
    });
    own.start();
    opened.unshift(own);
    return { connection, events };
  }

  async function ofStream(): Promise<{ messages: number; waiting: number }> {
    const manager = await jetstreamManager(await server.connect());
    const { state } = await manager.streams.info(framesStream);
    const { num_ack_pending: waiting } = await manager.consumers.info(framesStream, framesDurable);
    return { messages: state.messages, waiting };
  }

  test('a frame reaches a detector with its job, its pixels as yuv420p leaves them, and the count comes back', async () => {
    const detector = new SteeredDetector();
    const jobs: unknown[] = [];
    await worker({
      pixelFormat: 'rgb24',
      count: (frame, its) => {
        jobs.push(its);
        return detector.count(frame);
      },
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
    expect(sent.waiting).toBe(0);
  });

  test('a failure is an answer too, with its reason, and told with the trace of its frame', async () => {
    const failure: DetectorAnswer = { kind: 'failed', reason: 'detector_down', detail: 'no such model' };
    const { events } = await worker(new SteeredDetector(() => Promise.resolve(failure)));
    expect(await (await sender()).count(frameOf('a'), job)).toEqual(failure);
    await until(() => events.some(({ kind }) => kind === 'failed'));
    expect(events.find(({ kind }) => kind === 'failed')).toEqual({
      ...{ kind: 'failed', cameraId: '00000000000a', detail: 'no such model' },
      traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
  });

  test('a detector that throws costs its frame alone', async () => {
    await worker(
      new SteeredDetector((frame) =>
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

  test('of the frames that come while nobody counts the newest is counted, and the others are told superseded', async () => {
    const sent = await sender();
    const answers = [1, 2, 3, 4, 5].map((at) => sent.count(frameOf('a', at * 1_000), job));
    expect(await Promise.all(answers.slice(1, 4))).toEqual(
      [2, 3, 4].map(() => expect.objectContaining({ kind: 'failed', reason: 'superseded' })),
    );
    expect(sent.waiting).toBe(2);
    const detector = new SteeredDetector();
    await worker(detector);
    expect(await answers[4]).toMatchObject({ kind: 'counted' });
    expect(detector.seen.map((frame) => frame.capturedAt)).toEqual([1_000, 5_000]);
    expect(sent.waiting).toBe(0);
  });

  test('the stream itself keeps the newest frame of a camera, whoever sent the older one', async () => {
    const [first, second] = [await sender(), await sender()];
    void first.count(frameOf('a', 1_000), job);
    await until(async () => (await ofStream()).messages === 1);
    const newer = second.count(frameOf('a', 2_000), job);
    await wait(200);
    const detector = new SteeredDetector();
    await worker(detector);
    expect(await newer).toMatchObject({ kind: 'counted' });
    expect(detector.seen.map((frame) => frame.capturedAt)).toEqual([2_000]);
  });

  test('every camera has its turn while detectors are behind', async () => {
    const sent = await sender();
    const served = new Set<string>();
    const cameras = Array.from({ length: 12 }, (_, i) => `c${i}`);
    const detector = new SteeredDetector(async (frame) => {
      served.add(frame.cameraId);
      // While this one is counted, every camera takes another picture.
      for (const camera of cameras) void sent.count(frameOf(camera, served.size * 1_000), job);
      await wait(5);
      return counted(frame);
    });
    for (const camera of cameras) void sent.count(frameOf(camera, 1), job);
    await worker(detector);
    await until(() => served.size === 12);
    expect(detector.seen.length).toBeLessThanOrEqual(13);
  });

  test('nobody answers: the frame is explained as detector_down at its deadline', async () => {
    const sent = await sender({ deadlineMs: 300 });
    expect(await sent.count(frameOf('a'), job)).toEqual({
      ...{ kind: 'failed', reason: 'detector_down', detail: 'No detector answered within 0.3 s.' },
    });
    expect(sent.waiting).toBe(0);
  });

  test.each([
    [
      'outside the contract',
      () => ({ v: 1, kind: 'counted', boxes: [[1, 2, 3, 4]] }),
      'outside its contract',
    ],
    ['about another frame', () => ({ v: 1, ...counted(frameOf('b')) }), 'about another frame'],
  ])('an answer %s is not believed', async (_what, lie, detail) => {
    const sent = await sender();
    const answer = sent.count(frameOf('a'), job);
    await until(async () => (await ofStream()).messages === 1);
    const connection = await server.connect();
    const consumer = await jetstream(connection).consumers.get(framesStream, framesDurable);
    const frame = await consumer.next();
    connection.publish(frame?.headers?.get('answerTo') ?? '', JSON.stringify(lie()));
    expect(await answer).toMatchObject({ reason: 'detector_down', detail: expect.stringContaining(detail) });
    frame?.ack();
  });

  test('a frame whose worker dies in the middle of it is counted by another', async () => {
    let giveUp: () => void = () => undefined;
    const never = new SteeredDetector(
      () => new Promise<DetectorAnswer>((resolve) => (giveUp = () => resolve(counted(frameOf('a'))))),
    );
    const { connection } = await worker(never);
    const sent = await sender();
    const answer = sent.count(frameOf('a'), job);
    await until(() => never.seen.length === 1);
    const other = new SteeredDetector();
    await worker(other);
    await connection.close();
    expect(await answer).toMatchObject({ kind: 'counted' });
    expect(other.seen).toHaveLength(1);
    giveUp();
  });

  test('a frame that is counted for longer than others wait is not given to a second one', async () => {
    const slow = new SteeredDetector(async (frame) => {
      await wait(5_000);
      return counted(frame);
    });
    await worker(slow);
    await worker(slow);
    expect(await (await sender()).count(frameOf('a'), job)).toMatchObject({ kind: 'counted' });
    expect(slow.seen).toHaveLength(1);
  });

  test('a second detector doubles the throughput', async () => {
    const sleepy = () =>
      new SteeredDetector(async (frame) => {
        await wait(50);
        return counted(frame);
      });
    // The best of three: a machine that is busy with something else for a moment says nothing of detectors.
    const best = async (sent: NatsDetector): Promise<number> => {
      const took: number[] = [];
      for (let run = 0; run < 3; run += 1) {
        const begun = performance.now();
        await Promise.all(Array.from({ length: 40 }, (_, i) => sent.count(frameOf(`c${i}`), job)));
        took.push(performance.now() - begun);
      }
      return Math.min(...took);
    };
    const sent = await sender();
    const [one, two] = [sleepy(), sleepy()];
    await worker(one);
    const alone = await best(sent);
    await worker(two);
    const together = await best(sent);
    expect(one.mostInFlight).toBe(1);
    expect(two.mostInFlight).toBe(1);
    expect(two.seen.length).toBeGreaterThanOrEqual(20);
    expect(alone / together).toBeGreaterThanOrEqual(1.6);
  });

  test('a worker counts as many frames at once as it was told', async () => {
    let open = () => {};
    const gate = new Promise<void>((resolve) => (open = resolve));
    const detector = new SteeredDetector(async (frame) => {
      await gate;
      return counted(frame);
    });
    await worker(detector, 3);
    const sent = await sender();
    const answers = Array.from({ length: 6 }, (_, i) => sent.count(frameOf(`c${i}`), job));
    await until(() => detector.inFlight === 3);
    expect((await ofStream()).waiting).toBe(3);
    open();
    await Promise.all(answers);
    expect(detector.mostInFlight).toBe(3);
  });

  test('a frame of a shard whose camera has a newer owner is dropped', async () => {
    const detector = new SteeredDetector();
    const { events } = await worker(detector);
    const [owner, late] = [
      await sender({ fenceOf: () => 'main-7:20' }),
      await sender({ fenceOf: () => 'main-7:19', deadlineMs: 2_000 }),
    ];
    await owner.count(frameOf('a', 1_000), job);
    expect(await late.count(frameOf('a', 2_000), job)).toMatchObject({
      kind: 'failed',
      reason: 'detector_down',
    });
    expect(detector.seen).toHaveLength(1);
    expect(events).toContainEqual(expect.objectContaining({ kind: 'stale', cameraId: '00000000000a' }));
  });

  test('a frame nobody waits for any more is not counted', async () => {
    const sent = await sender({ deadlineMs: 200 });
    await sent.count(frameOf('a', 1_000), job);
    const detector = new SteeredDetector();
    const { events } = await worker(detector);
    await until(() => events.length > 0);
    expect(events).toMatchObject([{ kind: 'expired', cameraId: '00000000000a' }]);
    expect(detector.seen).toEqual([]);
    await until(async () => (await ofStream()).messages === 0);
  });

  test('a detector whose clock is ahead drops every frame, and says once a minute that clocks differ', async () => {
    const connection = await server.connect();
    let minutes = 0;
    const ahead = { now: () => Date.now() + 60_000, monotonic: () => minutes * 60_000 };
    const [lines, events]: [string[], FrameEvent[]] = [[], []];
    const own = new FrameWorker({
      ...{ connection, detector: new SteeredDetector(), inFlight: 1, clock: ahead },
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

  test('a camera whose lease is lost sends nothing', async () => {
    const sent = await sender({ fenceOf: () => undefined });
    expect(await sent.count(frameOf('a'), job)).toMatchObject({ kind: 'failed', reason: 'not_running' });
    expect((await ofStream()).messages).toBe(0);
  });

  test.each([
    ['no header at all', {}],
    ['a header too much', { v: '1', extra: 'x' }],
    ['a version to come', { v: '2' }],
  ])('a message with %s is refused and gone', async (_what, fields) => {
    await sender();
    const detector = new SteeredDetector();
    const { events } = await worker(detector);
    const written = headers();
    for (const [name, value] of Object.entries(fields)) written.set(name, value);
    await jetstream(await server.connect()).publish('vialog.v1.frames.main-7.x', 'pixels', {
      headers: written,
    });
    await until(() => events.length > 0);
    expect(events[0]).toMatchObject({ kind: 'misfit' });
    expect(detector.seen).toEqual([]);
    await until(async () => (await ofStream()).messages === 0);
  });

  test('zones that do not fit a header are refused at once, with what to do', async () => {
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
    const answer = await (await sender()).count(frameOf('a'), { ...job, zones: clean });
    expect(answer).toMatchObject({ kind: 'failed', reason: 'detector_down' });
    expect((answer as { detail: string }).detail).toMatch(
      /has \d+ bytes, and a broker takes 65535: give the camera fewer/,
    );
  });

  test('a picture of another size than its header says is a failure, not a guess', async () => {
    const detector = new SteeredDetector();
    await worker(detector);
    const frame = { ...frameOf('a'), width: 15 };
    expect(await (await sender()).count(frame, job)).toMatchObject({
      detail: expect.stringContaining('expected 360 bytes for rgb24 of 15 × 8 px, found 384'),
    });
    expect(detector.seen).toEqual([]);
  });

  test('no stream to take frames is said so at once', async () => {
    const sent = await sender();
    await (await jetstreamManager(await server.connect())).streams.delete(framesStream);
    expect(await sent.count(frameOf('a'), job)).toMatchObject({
      detail: 'The frame could not be sent: no stream takes frames.',
    });
  });

  test('closing answers all who wait, and a closed one answers at once', async () => {
    const sent = await sender();
    const answers = [sent.count(frameOf('a'), job), sent.count(frameOf('a'), job)];
    await sent.close();
    for (const answer of [...answers, sent.count(frameOf('b'), job)])
      expect(await answer).toMatchObject({
        reason: 'detector_down',
        detail: 'The connection to the detectors was closed.',
      });
  });

  test('a worker that closes finishes what it counts and leaves the rest to others', async () => {
    const detector = new SteeredDetector(async (frame) => {
      await wait(300);
      return counted(frame);
    });
    await worker(detector);
    const [closing] = opened;
    const sent = await sender();
    const answers = ['a', 'b', 'c'].map((camera) => sent.count(frameOf(camera), job));
    await until(() => detector.inFlight === 1);
    await closing?.close();
    expect(detector.inFlight).toBe(0);
    expect(detector.seen.length).toBe(1);
    await worker(new SteeredDetector());
    expect((await Promise.all(answers)).map((answer) => answer.kind)).toEqual([
      'counted',
      'counted',
      'counted',
    ]);
  });
});

describeUnless(missingNats(), describe)('frames while the broker is away', () => {
  test('fail at once, nothing leaks, and counting goes on when it is back with an empty memory', async () => {
    const server = await Broker.start();
    try {
      const [mine, theirs] = [await server.connect(), await server.connect()];
      await makeFrames(mine);
      const sent = new NatsDetector({
        connection: mine,
        clock: systemClock,
        fenceOf: () => 'main-7:1',
        deadlineMs: 20_000,
      });
      const events: FrameEvent[] = [];
      const own = new FrameWorker({
        ...{ connection: theirs, detector: new SteeredDetector(), inFlight: 2, clock: systemClock },
        onEvent: (event) => events.push(event),
      });
      own.start();
      expect(await sent.count(frameOf('a'), job)).toMatchObject({ kind: 'counted' });
      await server.kill();
      await wait(200);
      const away = await Promise.all(['a', 'b', 'a'].map((camera) => sent.count(frameOf(camera), job)));
      expect(away.map((answer) => (answer.kind === 'failed' ? answer.reason : answer.kind))).toEqual(
        Array(3).fill('detector_down'),
      );
      expect(sent.waiting).toBe(0);
      await server.start();
      await until(async () => {
        await makeFrames(mine).catch(() => undefined);
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
