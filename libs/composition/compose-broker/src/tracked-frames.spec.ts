import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { NatsDetector, TrackedFrameWorker } from '@vialog/detection-nats';
import {
  ControlledDetector,
  counted,
  frameOf,
  systemClock,
  trackedJob,
} from '@vialog/detection-nats/fixtures';
import { shardCount, ShardKeeper } from '@vialog/ingest';
import { NatsLeaseStore } from '@vialog/ingest-nats';
import { detectorLeases } from '@vialog/nats';
import { Broker } from '@vialog/nats/fixtures';
import { describeUnless, missingNats, until } from '@vialog/testkit';

const cameras = Array.from({ length: 12 }, (_, i) => `c${i}`);
const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  wait(ms, undefined, { signal }).catch(() => undefined);

type OpenDetector = Awaited<ReturnType<typeof openDetector>>;

/** A detector process whose tracking sessions have its name. */
async function openDetector(broker: Broker, name: string) {
  const connection = await broker.connect();
  const detector = new ControlledDetector((frame) => {
    const reply = counted(frame);
    if (reply.kind === 'failed') return Promise.resolve(reply);
    const tracking = { session: name, startedAt: '2026-03-02T08:00:00.000Z' };
    return Promise.resolve({ ...reply, count: { ...reply.count, tracking } });
  });
  const partitions = new ShardKeeper({
    store: new NatsLeaseStore(connection, detectorLeases),
    clock: systemClock,
    region: 'detectors',
    member: name,
    onError: () => undefined,
  });
  const onEvent = (): void => undefined;
  const worker = new TrackedFrameWorker({
    connection,
    detector,
    clock: systemClock,
    onEvent,
    partitions,
    pause,
  });
  worker.start();
  return { connection, partitions, worker };
}

describeUnless(missingNats(), describe)('tracked cameras with two detectors', () => {
  let broker: Broker;
  const opened: { close(): Promise<void> }[] = [];
  beforeAll(async () => {
    broker = await Broker.start();
    await broker.empty('KV_vialog_leases');
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((each) => each.close()));
  });
  afterAll(() => broker.stop());

  async function detector(name: string): Promise<OpenDetector> {
    const own = await openDetector(broker, name);
    opened.push(own.worker);
    return own;
  }

  /** Sends frames of all cameras until `isEnough`; returns the sessions of each camera, without repetitions in a row. */
  async function sessionsUntil(
    sender: NatsDetector,
    isEnough: (sessions: ReadonlyMap<string, readonly string[]>) => boolean,
  ): Promise<ReadonlyMap<string, readonly string[]>> {
    const sessions = new Map<string, string[]>(cameras.map((camera) => [camera, []]));
    let at = 1_767_225_600_000;
    const count = async (camera: string): Promise<void> => {
      const reply = await sender.count(frameOf(camera, at), trackedJob);
      const session = reply.kind === 'counted' ? reply.count.tracking?.session : undefined;
      const own = sessions.get(camera) ?? [];
      if (session !== undefined && own.at(-1) !== session) own.push(session);
    };
    await until(async () => {
      at += 200;
      await Promise.all(cameras.map(count));
      return isEnough(sessions);
    });
    return sessions;
  }

  test('each camera stays with one detector, and the cameras of a killed one move once', async () => {
    const [first, second] = [await detector('firstdetector'), await detector('seconddetector')];
    await until(() => [first, second].every(({ partitions }) => partitions.shards.length === shardCount / 2));
    const sender = new NatsDetector({
      connection: await broker.connect(),
      clock: systemClock,
      fencingTokenOf: () => 'main-7:12',
      deadlineMs: 5_000,
    });
    opened.unshift(sender);
    const before = await sessionsUntil(sender, (sessions) =>
      [...sessions.values()].every((own) => own.length > 0),
    );
    expect(new Set([...before.values()].flat())).toEqual(new Set(['firstdetector', 'seconddetector']));
    let rounds = 0;
    const steady = await sessionsUntil(sender, () => (rounds += 1) >= 20);
    expect(steady).toEqual(before);

    await first.connection.close();
    let later = 0;
    const after = await sessionsUntil(
      sender,
      (sessions) =>
        [...sessions.values()].every((own) => own.at(-1) === 'seconddetector') && (later += 1) >= 20,
    );
    for (const own of after.values()) expect(own).toEqual(['seconddetector']);
    expect(second.partitions.shards).toHaveLength(shardCount);
  });
});
