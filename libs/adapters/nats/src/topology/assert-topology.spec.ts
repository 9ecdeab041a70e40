import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { jetstreamManager, StorageType, type JetStreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import type { NatsConnection } from '@nats-io/nats-core';
import { describeUnless, missingNats, startNats, type NatsUnderTest } from '@vialog/testkit';
import { serviceNames } from '../connection/service-names.ts';
import { assertTopology } from './assert-topology.ts';
import { differences, describeDifferences } from './differences.ts';
import { serviceTopology } from './service-topology.ts';
import { consumers, streams } from './streams.ts';

describeUnless(missingNats(), describe)('assertTopology', () => {
  let nats: NatsUnderTest;
  let connection: NatsConnection;
  let manager: JetStreamManager;
  beforeAll(async () => {
    nats = await startNats();
    connection = await connect({ servers: nats.url });
    manager = await jetstreamManager(connection);
  });
  afterEach(async () => {
    for await (const name of manager.streams.names()) await manager.streams.delete(name);
  });
  afterAll(async () => {
    await connection.close();
    await nats.remove();
  });

  it.each(serviceNames.filter((service) => serviceTopology[service].creates))(
    'creates the streams of %s with the required settings and does not change them in a second run',
    async (service) => {
      await assertTopology(connection, serviceTopology[service]);
      await assertTopology(connection, serviceTopology[service]);
      for (const name of serviceTopology[service].streams)
        expect((await manager.streams.info(name)).config).toMatchObject(streams[name]);
    },
  );

  it('allows all services to assert the streams at the same time', async () => {
    const making = serviceNames.filter((service) => serviceTopology[service].creates);
    await Promise.all(
      [...making, ...making].map((service) => assertTopology(connection, serviceTopology[service])),
    );
    for (const { stream, config } of Object.values(consumers))
      expect((await manager.consumers.info(stream, config.durable_name)).config).toMatchObject(config);
  });

  it('restores a changed setting of a stream and keeps its messages', async () => {
    await manager.streams.add({ ...streams.EVENTS, max_age: 1_000_000_000_000 });
    await connection.request('vialog.v1.counts.main', 'x');
    await assertTopology(connection, serviceTopology.indexer);
    const { config, state } = await manager.streams.info('EVENTS');
    expect(config.max_age).toBe(streams.EVENTS.max_age);
    expect(state.messages).toBe(1);
  });

  it('keeps max_bytes of a stream unless the service sets it', async () => {
    await assertTopology(connection, serviceTopology.indexer, { eventsMaxBytes: 50_000_000 });
    await assertTopology(connection, serviceTopology.ingest);
    expect((await manager.streams.info('EVENTS')).config.max_bytes).toBe(50_000_000);
    await assertTopology(connection, serviceTopology.indexer, { eventsMaxBytes: 60_000_000 });
    expect((await manager.streams.info('EVENTS')).config.max_bytes).toBe(60_000_000);
  });

  it('rejects a setting that cannot be changed and names stream, setting, actual and expected value', async () => {
    await manager.streams.add({ ...streams.HEALTH, storage: StorageType.File });
    await expect(assertTopology(connection, serviceTopology.api)).rejects.toThrow(
      /Settings of the stream HEALTH differ .*storage is "file", expected "memory"/,
    );
  });

  it('rejects with the name of the stream, for a retry, while the broker has insufficient storage', async () => {
    await expect(
      assertTopology(connection, serviceTopology.indexer, { eventsMaxBytes: 2 ** 50 }),
    ).rejects.toThrow(/^the stream EVENTS: insufficient storage/);
  });

  it('names a setting that the broker does not support', () => {
    const required = { name: 'EVENTS', allow_msg_ttl: true, max_age: 7 };
    expect(describeDifferences(differences(required, { name: 'EVENTS', max_age: 0, max_msgs: 5 }))).toBe(
      'allow_msg_ttl is not supported by the broker, expected true; max_age is 0, expected 7',
    );
  });

  it('creates no stream for a service without the right to create streams', async () => {
    await expect(assertTopology(connection, serviceTopology.detector)).rejects.toThrow(
      /FRAMES does not exist yet/,
    );
    await assertTopology(connection, serviceTopology.ingest);
    await assertTopology(connection, serviceTopology.detector);
  });
});

it('no stream stores requests to ingests, their replies, or replies of detectors: they can carry a picture', () => {
  const subjects = Object.values(streams).flatMap((stream) => stream.subjects);
  const carriers = ['vialog.v1.ingest.', 'vialog.v1.answers.', '_INBOX'];
  const stored = subjects.filter((subject) =>
    carriers.some(
      (carrier) => subject.startsWith(carrier) || /^([*>]|vialog\.(\*|>|v1\.(\*|>)))/.test(subject),
    ),
  );
  expect(stored).toEqual([]);
});
