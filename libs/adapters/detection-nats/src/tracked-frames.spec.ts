import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { DetectorReply } from '@vialog/detection';
import { shardOf } from '@vialog/ingest';
import { describeUnless, missingNats, until } from '@vialog/testkit';
import { headers, type Msg, type NatsConnection } from '@nats-io/transport-node';
import { Broker } from '@vialog/nats/fixtures';
import type { FrameEvent } from './frame-counting.ts';
import { partitionSubject } from './frame-names.ts';
import { counted, ControlledDetector, frameOf, systemClock, trackedJob } from './frames.fixture.ts';
import { NatsDetector } from './nats-detector.ts';
import { TrackedFrameWorker, type TrackedFrameWorkerOptions } from './tracked-frame-worker.ts';

const cameraId = frameOf('a').cameraId;
const partition = shardOf(cameraId);

/** Leases that a test gives and takes; a round is run by `round`. */
class GivenLeases implements Pick<
  TrackedFrameWorkerOptions['partitions'],
  'shards' | 'leaving' | 'fencingTokenOf' | 'giveUp' | 'run'
> {
  number: number | undefined;
  isLeaving = false;
  round: () => void = () => undefined;

  constructor(number?: number) {
    this.number = number;
  }

  get shards(): readonly number[] {
    return this.number === undefined ? [] : [partition];
  }

  get leaving(): readonly number[] {
    return this.isLeaving ? this.shards : [];
  }

  fencingTokenOf(): string | undefined {
    return this.number === undefined ? undefined : `detectors-${partition}:${this.number}`;
  }

  giveUp(): void {
    this.number = undefined;
  }

  run(pause: (ms: number, signal: AbortSignal) => Promise<void>, signal: AbortSignal): Promise<void> {
    this.round = () => void pause(0, signal);
    this.round();
    return Promise.resolve();
  }
}

describeUnless(missingNats(), describe)('TrackedFrameWorker', () => {
  let broker: Broker;
  const opened: { close(): Promise<void> }[] = [];
  beforeAll(async () => {
    broker = await Broker.start();
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((each) => each.close()));
  });
  afterAll(() => broker.stop());

  async function sender(deadlineMs = 20_000): Promise<NatsDetector> {
    const connection = await broker.connect();
    const detector = new NatsDetector({
      connection,
      clock: systemClock,
      fencingTokenOf: () => 'main-7:12',
      deadlineMs,
    });
    await connection.flush();
    opened.unshift(detector);
    return detector;
  }

  async function worker(
    partitions: GivenLeases,
    detector = new ControlledDetector(),
  ): Promise<{ connection: NatsConnection; events: FrameEvent[]; detector: ControlledDetector }> {
    const connection = await broker.connect();
    const events: FrameEvent[] = [];
    const own = new TrackedFrameWorker({
      connection,
      detector,
      clock: systemClock,
      onEvent: (event) => events.push(event),
      partitions,
      pause: () => Promise.resolve(),
    });
    own.start();
    await connection.flush();
    opened.unshift(own);
    return { connection, events, detector };
  }

  /** Receives the frames of the partition in place of a detector. */
  async function receivedFrames(): Promise<{ connection: NatsConnection; frames: Msg[] }> {
    const connection = await broker.connect();
    const frames: Msg[] = [];
    const callback = (_error: Error | null, message: Msg): void => void frames.push(message);
    connection.subscribe(partitionSubject(partition), { callback });
    await connection.flush();
    return { connection, frames };
  }

  const recordOf = (at: number, car: number, lease?: string): string =>
    JSON.stringify({ v: 1, ...counted(frameOf('a', at), car), ...(lease ? { lease } : {}) });

  test('a frame is counted by the detector that holds the partition of its camera, and by no other', async () => {
    const [holder, other] = [await worker(new GivenLeases(5)), await worker(new GivenLeases())];
    const sent = await sender();
    for (const at of [1_000, 2_000, 3_000])
      expect(await sent.count(frameOf('a', at), trackedJob)).toEqual(counted(frameOf('a', at)));
    expect(holder.detector.seen.map((frame) => frame.capturedAt)).toEqual([1_000, 2_000, 3_000]);
    expect(other.detector.seen).toEqual([]);
  });

  test('the detector receives the fencing token of its lease, so that a new lease begins a new tracking session', async () => {
    const leases = new GivenLeases(5);
    const holder = await worker(leases);
    const sent = await sender();
    await sent.count(frameOf('a', 1_000), trackedJob);
    leases.number = 8;
    await sent.count(frameOf('a', 2_000), trackedJob);
    expect(holder.detector.jobs.map(({ trackingToken }) => trackingToken)).toEqual([
      `detectors-${partition}:5`,
      `detectors-${partition}:8`,
    ]);
  });

  test('a frame whose partition no detector holds fails at once with the reason', async () => {
    await worker(new GivenLeases());
    const sent = await sender(600_000);
    expect(await sent.count(frameOf('a'), trackedJob)).toEqual({
      kind: 'failed',
      reason: 'detector_down',
      detail: 'No detector tracks this camera at the moment.',
    });
    expect(sent.pending).toBe(0);
  });

  test('a detector that lost its lease during a count sends no reply', async () => {
    const leases = new GivenLeases(5);
    const { events, connection } = await worker(
      leases,
      new ControlledDetector((frame) => {
        leases.number = undefined;
        return Promise.resolve(counted(frame));
      }),
    );
    const sent = await sender();
    void sent.count(frameOf('a'), trackedJob);
    await until(() => events.length > 0);
    await connection.flush();
    expect(events.map(({ kind }) => kind)).toEqual(['stale']);
    expect(sent.pending).toBe(1);
  });

  test('a detector without the lease counts no frame that still reaches it', async () => {
    const leases = new GivenLeases(5);
    const { events, detector } = await worker(leases);
    leases.number = undefined;
    void (await sender()).count(frameOf('a'), trackedJob);
    await until(() => events.length > 0);
    expect(events.map(({ kind }) => kind)).toEqual(['stale']);
    expect(detector.seen).toEqual([]);
  });

  test('a leaving partition is handed over after its frames in progress are counted', async () => {
    const leases = new GivenLeases(5);
    let finish: () => void = () => undefined;
    const slow = new ControlledDetector(
      (frame) => new Promise<DetectorReply>((resolve) => (finish = () => resolve(counted(frame)))),
    );
    const { connection } = await worker(leases, slow);
    const sent = await sender();
    const reply = sent.count(frameOf('a'), trackedJob);
    await until(() => slow.seen.length === 1);
    leases.isLeaving = true;
    leases.round();
    await connection.flush();
    expect(await (await sender()).count(frameOf('a'), trackedJob)).toMatchObject({ kind: 'failed' });
    expect(leases.number).toBe(5);
    finish();
    expect(await reply).toMatchObject({ kind: 'counted' });
    await until(() => leases.number === undefined);
  });

  test('a reply of an earlier holder of the partition is dropped', async () => {
    const { connection, frames } = await receivedFrames();
    const sent = await sender();
    for (const [at, lease] of [[1_000, 6] as const, [2_000, 6] as const]) {
      const reply = sent.count(frameOf('a', at), trackedJob);
      await until(() => frames.at(-1)?.headers?.get('capturedAt') === new Date(at).toISOString());
      const to = frames.at(-1)?.reply ?? '';
      if (at === 2_000) connection.publish(to, recordOf(at, 99, `detectors-${partition}:5`));
      connection.publish(to, recordOf(at, 1, `detectors-${partition}:${lease}`));
      expect(await reply).toEqual(counted(frameOf('a', at), 1));
    }
  });

  test.each([
    ['without a lease', undefined],
    ['with the lease of another partition', `detectors-${(partition + 1) % 64}:5`],
  ])('a reply %s fails the frame', async (_title, lease) => {
    const { connection, frames } = await receivedFrames();
    const reply = (await sender()).count(frameOf('a', 1_000), trackedJob);
    await until(() => frames.length === 1);
    connection.publish(frames[0]?.reply ?? '', recordOf(1_000, 1, lease));
    expect(await reply).toMatchObject({ kind: 'failed', detail: expect.stringContaining('lease') });
  });

  test('a message that is not a frame is reported as invalid', async () => {
    const { events, connection } = await worker(new GivenLeases(5));
    const wrong = headers();
    wrong.set('v', '2');
    connection.publish(`vialog.v1.tracked.${partition}.x`, 'no pixels', { headers: wrong });
    await until(() => events.length > 0);
    expect(events[0]?.kind).toBe('invalid');
  });
});
