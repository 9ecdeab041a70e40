import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { jetstream } from '@nats-io/jetstream';
import { Kvm } from '@nats-io/kv';
import { Objm } from '@nats-io/obj';
import { done } from '@vialog/contracts';
import { batchOf, healthOf } from '@vialog/messaging/conformance';
import { describeUnless, missingNats, type NatsUnderTest, startNats, until } from '@vialog/testkit';
import { NatsBus } from '@vialog/messaging-nats';
import {
  detectorLeases,
  leasesBucket,
  modelsBucket,
  type NatsLink,
  natsServerConfig,
  openLink,
  passwordVariable,
  registryBucket,
  type ServiceName,
  serviceNames,
} from '@vialog/nats';
import { FrameBacklog } from '@vialog/detection-nats';

const clock = { now: () => Date.UTC(2026, 2, 2), monotonic: () => 0 };
const counts = 'vialog.v1.counts';

describeUnless(missingNats(), describe)('permissions of the services', () => {
  let nats: NatsUnderTest;
  const links = {} as Record<ServiceName, NatsLink>;
  const lines: string[] = [];

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
        report: (line) => lines.push(`${service}: ${line}`),
      });
  });
  afterAll(async () => {
    await Promise.all(Object.values(links).map((link) => link.close()));
    await nats.remove();
  });

  const busOf = (service: ServiceName) => new NatsBus({ link: links[service], clock });
  const kvOf = (service: ServiceName, bucket: string) => new Kvm(links[service].connection).open(bucket);

  it('every service may assert its streams', () => {
    expect(lines).toEqual([]);
  });

  it('ingest and edge may publish counts and health, the indexer may consume and the api read them', async () => {
    const [index, api] = [busOf('indexer'), busOf('api')];
    let [indexed, watched, healths] = [0, 0, 0];
    await index.attach([
      {
        subject: counts,
        subscription: { kind: 'durable', consumer: 'indexer' },
        handle: () =>
          Promise.resolve((indexed += 1) === 1 ? { kind: 'reject', why: 'to see a dead letter' } : done()),
      },
    ]);
    await api.attach([
      {
        subject: counts,
        subscription: { kind: 'ephemeral' },
        handle: () => Promise.resolve((watched += 1)).then(done),
      },
      {
        subject: 'vialog.v1.health',
        subscription: { kind: 'ephemeral', replayLast: true },
        handle: () => Promise.resolve((healths += 1)).then(done),
      },
    ]);
    for (const [n, service] of (['ingest', 'edge'] as const).entries()) {
      expect(await busOf(service).publish(counts, batchOf(n))).toEqual({ kind: 'accepted' });
      expect(await busOf(service).publish('vialog.v1.health', healthOf(`${n}`, 'online'))).toEqual({
        kind: 'accepted',
      });
    }
    await until(() => indexed === 2 && watched === 2 && healths === 2);
    await until(async () => (await api.deadLetters.list(9)).length === 1);
    await Promise.all([index.close(5_000), api.close(5_000)]);
    expect(lines.filter((line) => line.includes('permission denied'))).toEqual([]);
  });

  it('the api may publish counts of counters, which the indexer consumes', async () => {
    const index = busOf('indexer');
    let indexed = 0;
    await index.attach([
      {
        subject: counts,
        subscription: { kind: 'durable', consumer: 'indexer' },
        handle: () => Promise.resolve((indexed += 1)).then(done),
      },
    ]);
    const api = new NatsBus({ link: links.api, clock, region: 'counters' });
    expect(await api.publish(counts, batchOf(7))).toEqual({ kind: 'accepted' });
    await until(() => indexed === 1);
    await index.close(5_000);
    expect(lines.filter((line) => line.includes('permission denied'))).toEqual([]);
  });

  it('the api may write registry and models, ingest may read them and keep leases, the detector may read models', async () => {
    const written = await kvOf('api', registryBucket);
    await written.put('cam1.1', 'a camera');
    const read = await kvOf('ingest', registryBucket);
    expect((await read.get('cam1.1'))?.string()).toBe('a camera');
    const watch = await read.watch();
    for await (const entry of watch) {
      expect(entry.string()).toBe('a camera');
      break;
    }
    const leases = await kvOf('ingest', leasesBucket);
    const revision = await leases.create('main.1', 'me');
    await leases.update('main.1', 'me', revision);
    await leases.delete('main.1');
    await written.purge('cam1.1');
    const models = await new Objm(links.api.connection).open(modelsBucket);
    await models.putBlob({ name: 'model' }, new Uint8Array(300_000));
    for (const service of ['detector', 'ingest', 'edge'] as const) {
      const store = await new Objm(links[service].connection).open(modelsBucket);
      expect((await store.getBlob('model'))?.length).toBe(300_000);
    }
    expect(lines.filter((line) => line.includes('permission denied'))).toEqual([]);
  });

  it('the detector may pull frames and reply, and the indexer may reply to requests for the newest slots', async () => {
    const { ingest, detector, indexer } = links;
    const responses = ingest.connection.subscribe('vialog.v1.answers.me.*', { max: 1 });
    const requests = indexer.connection.subscribe('vialog.v1.last-slots', { queue: 'indexer', max: 1 });
    await Promise.all([ingest.connection.flush(), indexer.connection.flush()]);
    await jetstream(ingest.connection).publish('vialog.v1.frames.main-7.cam1', 'pixels');
    const frame = await (await jetstream(detector.connection).consumers.get('FRAMES', 'detect')).next();
    const backlog = new FrameBacklog(detector.connection);
    await backlog.refresh();
    expect(backlog.stats()).toMatchObject({ pending: 0, ackPending: 1 });
    detector.connection.publish('vialog.v1.answers.me.1', 'numbers');
    expect(await frame?.ackAck()).toBe(true);
    for await (const response of responses) expect(response.string()).toBe('numbers');
    const reply = ingest.connection.request('vialog.v1.last-slots', 'whose?');
    for await (const request of requests) request.respond('these');
    expect((await reply).string()).toBe('these');
  });

  it.each<[ServiceName, string, string]>([
    ['detector', 'counts', 'vialog.v1.counts.main'],
    ['detector', 'health', 'vialog.v1.health.cam1'],
    ['detector', 'leases', `$KV.${leasesBucket}.main.1`],
    [
      'detector',
      'reading the registry',
      `$JS.API.DIRECT.GET.KV_${registryBucket}.$KV.${registryBucket}.cam1.1`,
    ],
    ['detector', 'watching the registry', `$JS.API.CONSUMER.CREATE.KV_${registryBucket}.x`],
    ['detector', 'creating a stream', '$JS.API.STREAM.CREATE.FRAMES'],
    ['ingest', 'the leases of detectors', `$KV.${leasesBucket}.${detectorLeases}.7`],
    ['edge', 'the leases of detectors', `$KV.${leasesBucket}.${detectorLeases}.7`],
    ['detector', 'a frame of a tracked camera', 'vialog.v1.tracked.7.cam1'],
    ['edge', 'a frame of a tracked camera', 'vialog.v1.tracked.7.cam1'],
    ['indexer', 'frames', 'vialog.v1.frames.main-1.cam1'],
    ['indexer', 'counts', 'vialog.v1.counts.main'],
    ['indexer', 'a request for a picture', 'vialog.v1.ingest.shard.main.7'],
    ['detector', 'a request for a picture', 'vialog.v1.ingest.region.main'],
    ['ingest', 'a request for a picture', 'vialog.v1.ingest.shard.main.7'],
    ['api', 'counts', 'vialog.v1.counts.main'],
    ['api', 'reading the events of the indexer', '$JS.API.CONSUMER.MSG.NEXT.EVENTS.indexer'],
    ['api', 'deleting the indexer’s consumer', '$JS.API.CONSUMER.DELETE.EVENTS.indexer'],
    ['edge', 'frames', 'vialog.v1.frames.main-1.cam1'],
    ['edge', 'deleting the leases of all services', `$JS.API.STREAM.PURGE.KV_${leasesBucket}`],
    ['ingest', 'deleting the leases of all services', `$JS.API.STREAM.PURGE.KV_${leasesBucket}`],
    ...serviceNames
      .filter((name) => name !== 'api')
      .map((name): [ServiceName, string, string] => [name, 'the registry', `$KV.${registryBucket}.cam1.1`]),
    ...serviceNames.map((name): [ServiceName, string, string] => [
      name,
      'deleting events',
      '$JS.API.STREAM.DELETE.EVENTS',
    ]),
  ])('the broker denies the service %s %s and reports it', async (service, _what, subject) => {
    await expect(links[service].connection.request(subject, '{}', { timeout: 10_000 })).rejects.toThrow(
      /permissions violation/i,
    );
    await until(() =>
      lines.some(
        (line) => line.startsWith(`${service}: permission denied by the broker`) && line.includes(subject),
      ),
    );
  });

  it.each<[ServiceName, string]>([
    ['detector', 'vialog.v1.counts.>'],
    ['detector', '_INBOX_ingest.>'],
    ['api', 'vialog.v1.frames.>'],
    ['indexer', 'vialog.v1.tracked.>'],
    ['edge', 'vialog.v1.tracked.>'],
    ['indexer', '>'],
    ['edge', 'vialog.v1.answers.>'],
    ['detector', 'vialog.v1.ingest.>'],
    ['indexer', 'vialog.v1.ingest.>'],
    ['ingest', '_INBOX_api.>'],
  ])('the broker denies the service %s to subscribe to %s', async (service, subject) => {
    const heard = links[service].connection.subscribe(subject);
    await expect(heard.closed.then(() => heard)).resolves.toBeDefined();
    await until(() => lines.some((line) => line.startsWith(service) && line.includes(`"${subject}"`)));
  });

  it('a denied publish is an error of the bus, not a full outbox', async () => {
    await expect(busOf('indexer').publish(counts, batchOf(1))).rejects.toThrow(/permissions violation/i);
  });

  it('the broker rejects a user with the password of another user', async () => {
    const wrongUser = { servers: nats.url, service: 'api', user: 'api', password: 'ofingest' } as const;
    await expect(openLink(wrongUser)).rejects.toThrow(/rejects the user "api"/);
  });

  it('the configuration of the broker contains no secrets', () => {
    const text = natsServerConfig({ storeDir: '/data' });
    for (const service of serviceNames)
      expect(text).toContain(`user: ${service}, password: $${passwordVariable(service)}`);
  });
});
