import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { describeUnless, missingNats, type NatsUnderTest, startNats, until } from '@vialog/testkit';
import { NatsLeaseStore } from '@vialog/ingest-nats';
import { NatsBus } from '@vialog/messaging-nats';
import { openLink, type NatsLink } from '@vialog/nats';
import { KvRegistryMirror } from '@vialog/registry-nats';
import { done, type CameraHealth, type Clock } from '@vialog/contracts';
import { shardCount } from '@vialog/ingest';
import { fakeRegistry, givenCamera } from '@vialog/registry/conformance';
import { ShardedIngest } from './sharded-ingest.ts';

const clock: Clock = { now: () => Date.now(), monotonic: () => performance.now() };
const repeating = new Set<NodeJS.Timeout>();
const timers = {
  every: (ms: number, work: () => void) => {
    const timer = setInterval(work, ms);
    repeating.add(timer);
    return () => {
      clearInterval(timer);
      repeating.delete(timer);
    };
  },
  pause: (ms: number, signal: AbortSignal) => wait(ms, undefined, { signal }).catch(() => undefined),
};

describeUnless(missingNats(), describe)('ShardedIngest with a real broker', () => {
  let nats: NatsUnderTest;
  const endings: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    nats = await startNats();
  });
  afterEach(async () => {
    for (const end of endings.splice(0).reverse()) await end();
  });
  afterAll(() => nats.remove());

  async function linkOf(): Promise<NatsLink> {
    const link = await openLink({ servers: nats.url, service: 'ingest' });
    endings.push(() => link.close());
    return link;
  }

  /** One camera in the copy of the registry, and an ingest that is not started. */
  async function world() {
    const [link, outside, { memory, ...registry }] = [await linkOf(), await linkOf(), fakeRegistry()];
    const { cameraId } = await givenCamera({ ...registry, store: memory });
    const { connection } = outside;
    const mirror = new KvRegistryMirror({
      connection,
      registry: memory,
      onError: () => undefined,
    });
    await mirror.start();
    endings.push(() => mirror.close());
    const leases = new NatsLeaseStore(connection, 'main');
    const [ended, lines]: [[string, number][], string[]] = [[], []];
    const note = async (what: string) => void ended.push([what, (await leases.list()).length]);
    const seen = { opened: 0 };
    const cameras = new ShardedIngest({
      link,
      region: 'main',
      member: 'me',
      continueWithoutBroker: false,
      clock,
      timers,
      source: {
        async *frames(_request, signal) {
          seen.opened += 1;
          yield* [];
          await new Promise((resolve) => signal.addEventListener('abort', resolve));
          await note('capture');
        },
      },
      detector: () => ({
        pixelFormat: 'rgb24',
        count: () => Promise.resolve({ kind: 'failed', reason: 'detector_down', detail: '' }),
        prepare: () => Promise.resolve({ kind: 'ready' }),
        close: () => note('detector'),
      }),
      onReply: () => undefined,
      logger: {
        debug: () => undefined,
        info: () => undefined,
        warn: (_fields, line) => lines.push(line),
        error: (_fields, line) => lines.push(line),
      },
    });
    return { link, outside, mirror, leases, cameras, cameraId, ended, lines, seen };
  }

  async function healthsAt(link: NatsLink): Promise<CameraHealth[]> {
    const heard: CameraHealth[] = [];
    const bus = new NatsBus({ link, clock });
    endings.push(() => bus.close(1_000));
    const handle = (health: unknown) => Promise.resolve(heard.push(health as CameraHealth)).then(done);
    await bus.attach([
      { subject: 'vialog.v1.health', subscription: { kind: 'ephemeral', replayLast: true }, handle },
    ]);
    return heard;
  }

  const deleteRegistryCopy = ({ connection }: NatsLink) =>
    connection.request('$JS.API.STREAM.DELETE.KV_vialog_registry', '', { timeout: 10_000 });

  test('stops captures while it holds the leases, then releases the leases, then closes the detector', async () => {
    const { cameras, cameraId, ended, leases, seen, outside } = await world();
    await cameras.start();
    await until(() => seen.opened === 1 && cameras.keeper.shards.length === shardCount);
    const heard = await healthsAt(outside);
    await cameras.stop();
    // All shards, and the membership.
    expect(ended).toEqual([
      ['capture', shardCount + 1],
      ['detector', 0],
    ]);
    expect(await leases.list()).toEqual([]);
    await until(() => heard.at(-1)?.state === 'stopped');
    expect(heard.at(-1)?.cameraId).toBe(cameraId);
    expect(repeating.size).toBe(0);
  });

  test('starts as soon as the registry can be read after a failed first read', async () => {
    const { cameras, link, mirror, lines, seen, outside } = await world();
    await deleteRegistryCopy(outside);
    const started = cameras.start();
    await until(() => lines.includes('reading the registry failed; retries in 1 s'));
    expect(seen.opened).toBe(0);
    await link.assertTopology();
    await mirror.reconcile();
    await started;
    await until(() => seen.opened === 1);
    await cameras.stop();
  });

  test('releases its leases when it is stopped before the registry could be read, and leaves no timer', async () => {
    const { cameras, leases, lines, outside } = await world();
    await deleteRegistryCopy(outside);
    const started = cameras.start();
    await until(() => lines.length > 0 && cameras.keeper.shards.length > 0);
    await cameras.stop();
    await started;
    expect(await leases.list()).toEqual([]);
    expect(repeating.size).toBe(0);
  });
});
