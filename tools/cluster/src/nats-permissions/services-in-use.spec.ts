import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { describeUnless, missingNats, type NatsUnderTest, startNats, until } from '@vialog/testkit';
import { InMemoryModelStore, packageOf } from '@vialog/models/conformance';
import { fakeRegistry, givenCamera, InMemoryRegistry } from '@vialog/registry/conformance';
import {
  type NatsLink,
  detectorLeases,
  natsServerConfig,
  openLink,
  passwordVariable,
  type ServiceName,
  serviceNames,
} from '@vialog/nats';
import { FrameWorker, NatsDetector, replyModelReadiness, TrackedFrameWorker } from '@vialog/detection-nats';
import { frameOf, job, ControlledDetector, systemClock, trackedJob } from '@vialog/detection-nats/fixtures';
import { RequestDesk, shardCount, ShardKeeper, shardOf } from '@vialog/ingest';
import {
  afterBacklogProcessed,
  NatsIngestRequests,
  NatsLeaseStore,
  replyIngestRequests,
  replyLastSlots,
  requestLastSlots,
} from '@vialog/ingest-nats';
import { ObjectModelStore, uploadModels } from '@vialog/models-nats';
import { KvRegistryReader, KvRegistryMirror } from '@vialog/registry-nats';

describeUnless(missingNats(), describe)('service with its own user', () => {
  let nats: NatsUnderTest;
  const links = {} as Record<ServiceName, NatsLink>;
  const rejected: string[] = [];
  const of = (service: ServiceName) => links[service].connection;

  beforeAll(async () => {
    nats = await startNats({
      config: ({ port, folder }) => natsServerConfig({ port, storeDir: folder }),
      env: Object.fromEntries(serviceNames.map((name) => [passwordVariable(name), `of${name}`])),
    });
    for (const service of serviceNames)
      links[service] = await openLink({
        servers: nats.url,
        service,
        user: service,
        password: `of${service}`,
        report: (line) => rejected.push(`${service}: ${line}`),
      });
  });
  afterEach(() => expect(rejected).toEqual([]));
  afterAll(async () => {
    await Promise.all(Object.values(links).map((link) => link.close()));
    await nats.remove();
  });

  it.each(['ingest', 'edge'] as const)('the service %s holds leases with its own user', async (service) => {
    const leases = new NatsLeaseStore(of(service), 'main');
    expect(await leases.take('7', service)).toBeGreaterThan(0);
    expect(await leases.renew('7', service)).toBe(true);
    expect(await leases.list()).toEqual([{ key: '7', holder: service }]);
    await leases.release('7', service);
    expect(await leases.list()).toEqual([]);
  });

  it('the api mirrors its registry, and ingest and edge follow it', async () => {
    const memory = new InMemoryRegistry();
    const camera = await givenCamera(fakeRegistry());
    const onError = (what: string, error: unknown) => rejected.push(`${what}: ${String(error)}`);
    const mirror = new KvRegistryMirror({ connection: of('api'), registry: memory, onError });
    await mirror.start();
    const stop = new AbortController();
    const notified: string[] = [];
    const feeds = await Promise.all(
      (['ingest', 'edge'] as const).map(async (service) => {
        const feed = new KvRegistryReader(of(service));
        return { service, feed, after: (await feed.snapshot()).position };
      }),
    );
    const following = feeds.map(async ({ service, feed, after }) => {
      for await (const change of feed.changes(after, stop.signal))
        notified.push(`${service} ${'camera' in change ? 'put' : 'erased'}`);
    });
    await memory.put({ basedOn: 0, camera });
    await until(() => notified.length === 2);
    for (const { feed } of feeds) expect(await feed.versions([camera.cameraId])).toEqual([camera]);
    await memory.erase({ cameras: [camera.cameraId], sites: [] });
    await until(() => notified.length === 4);
    expect([...notified].sort()).toEqual(['edge erased', 'edge put', 'ingest erased', 'ingest put']);
    stop.abort();
    await Promise.all([...following, mirror.close()]);
  });

  it('the api offers models, and ingest, edge and detector read them', async () => {
    await uploadModels(new InMemoryModelStore({ tiny: packageOf('tiny') }), of('api'));
    for (const service of ['ingest', 'edge', 'detector'] as const) {
      const store = new ObjectModelStore(of(service));
      expect((await store.card('tiny'))?.id).toBe('tiny');
      expect((await store.bytes('tiny')).length).toBeGreaterThan(0);
      await store.list();
    }
  });

  it('a detector counts a frame of an ingest and loads a model for it, each with its own user', async () => {
    const worker = new FrameWorker({
      connection: of('detector'),
      detector: new ControlledDetector(),
      inFlight: 1,
      clock: systemClock,
      onEvent: () => undefined,
    });
    worker.start();
    const sender = new NatsDetector({
      connection: of('ingest'),
      clock: systemClock,
      fencingTokenOf: () => 'main-7:12',
      deadlineMs: 20_000,
    });
    expect(await sender.count(frameOf('1'), job)).toMatchObject({ kind: 'counted' });
    const end = replyModelReadiness(of('detector'), new ControlledDetector());
    await of('detector').flush();
    expect(await sender.prepare('nanodet-g-416')).toEqual({ kind: 'ready' });
    end();
    await Promise.all([sender.close(), worker.close()]);
  });

  it('a detector holds tracking partitions and counts a tracked frame of an ingest, each with its own user', async () => {
    const partitions = new ShardKeeper({
      store: new NatsLeaseStore(of('detector'), detectorLeases),
      clock: systemClock,
      region: 'detectors',
      member: 'one',
      onError: (what, error) => rejected.push(`${what}: ${String(error)}`),
    });
    const worker = new TrackedFrameWorker({
      connection: of('detector'),
      detector: new ControlledDetector(),
      clock: systemClock,
      onEvent: () => undefined,
      partitions,
      pause: (ms, signal) => wait(ms, undefined, { signal }).catch(() => undefined),
    });
    worker.start();
    await until(() => partitions.shards.length === shardCount);
    const sender = new NatsDetector({
      connection: of('ingest'),
      clock: systemClock,
      fencingTokenOf: () => 'main-7:12',
      deadlineMs: 20_000,
    });
    await until(async () => (await sender.count(frameOf('1'), trackedJob)).kind === 'counted');
    await Promise.all([sender.close(), worker.close()]);
    expect(await new NatsLeaseStore(of('detector'), detectorLeases).list()).toEqual([]);
  });

  it.each(['ingest', 'edge'] as const)('the service %s replies to requests of the api', async (service) => {
    const camera = { cameraId: 'cam000000001', tags: [] };
    const content = { capturedAt: '2026-03-02T08:00:00.000Z', width: 640, height: 360 };
    const pause = (_ms: number, signal: AbortSignal) =>
      new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    const stop = replyIngestRequests({
      connection: of(service),
      region: 'main',
      desk: new RequestDesk({ still: () => Promise.resolve({ kind: 'answered', content }) }, pause),
      ownership: { shards: [shardOf(camera.cameraId)], holds: () => true },
      every: () => () => undefined,
    });
    await of(service).flush();
    const requests = new NatsIngestRequests(of('api'));
    const still = { v: 1, kind: 'still', cameraId: camera.cameraId } as const;
    const targets = [{ kind: 'camera', camera } as const, { kind: 'region', region: 'main' } as const];
    for (const to of targets)
      expect(await requests.send<'still'>(still, { to, deadlineMs: 20_000 })).toMatchObject({
        kind: 'answered',
      });
    stop();
    await of(service).flush();
  });

  it.each(['ingest', 'edge'] as const)(
    'the service %s requests the newest slots from an indexer',
    async (service) => {
      const ends = () => Promise.resolve(new Map([['cam000000001/view', 5_000]]));
      const stop = replyLastSlots(of('indexer'), afterBacklogProcessed(of('indexer'), ends));
      await of('indexer').flush();
      const endOf = await requestLastSlots(of(service), ['cam000000001']);
      expect(endOf('cam000000001', 'view')).toBe(5_000);
      stop();
      await of('indexer').flush();
    },
  );
});
