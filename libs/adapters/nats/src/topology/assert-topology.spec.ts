import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { jetstreamManager, StorageType, type JetStreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import type { NatsConnection } from '@nats-io/nats-core';
import { describeUnless, missingNats, startNats, type NatsUnderTest } from '@vialog/testkit';
import { serviceNames } from '../connection/service-names.ts';
import { assertTopology } from './assert-topology.ts';
import { differences, inWords } from './differences.ts';
import { serviceTopology } from './needs.ts';
import { consumers, streams } from './streams.ts';

describeUnless(missingNats(), describe)('the streams of the broker', () => {
  let nats: NatsUnderTest;
  let connection: NatsConnection;
  let manager: JetStreamManager;
  beforeAll(async () => {
    nats = await startNats();
    connection = await connect({ servers: nats.url });
    manager = await jetstreamManager(connection);
  }, 60_000);
  afterEach(async () => {
    for await (const name of manager.streams.names()) await manager.streams.delete(name);
  });
  afterAll(async () => {
    await connection.close();
    await nats.remove();
  });

  it.each(serviceNames.filter((service) => serviceTopology[service].creates))(
    'are made for %s with every setting asked for, and found so again',
    async (service) => {
      await assertTopology(connection, serviceTopology[service]);
      await assertTopology(connection, serviceTopology[service]);
      for (const name of serviceTopology[service].streams)
        expect((await manager.streams.info(name)).config).toMatchObject(streams[name]);
    },
  );

  it('can be asserted by all services at the same time', async () => {
    const making = serviceNames.filter((service) => serviceTopology[service].creates);
    await Promise.all(
      [...making, ...making].map((service) => assertTopology(connection, serviceTopology[service])),
    );
    for (const { stream, config } of Object.values(consumers))
      expect((await manager.consumers.info(stream, config.durable_name)).config).toMatchObject(config);
  });

  it('get a setting changed that somebody turned, and keep what they hold', async () => {
    await manager.streams.add({ ...streams.EVENTS, max_age: 1_000_000_000_000 });
    await connection.request('vialog.v1.counts.main', 'x');
    await assertTopology(connection, serviceTopology.indexer);
    const { config, state } = await manager.streams.info('EVENTS');
    expect(config.max_age).toBe(streams.EVENTS.max_age);
    expect(state.messages).toBe(1);
  });

  it('keep the room somebody gave them unless the service says another', async () => {
    await assertTopology(connection, serviceTopology.indexer, { eventsMaxBytes: 50_000_000 });
    await assertTopology(connection, serviceTopology.ingest);
    expect((await manager.streams.info('EVENTS')).config.max_bytes).toBe(50_000_000);
    await assertTopology(connection, serviceTopology.indexer, { eventsMaxBytes: 60_000_000 });
    expect((await manager.streams.info('EVENTS')).config.max_bytes).toBe(60_000_000);
  });

  it('that cannot become what is asked for stop the start, with stream, setting, asked and found', async () => {
    await manager.streams.add({ ...streams.HEALTH, storage: StorageType.File });
    await expect(assertTopology(connection, serviceTopology.api)).rejects.toThrow(
      /the stream HEALTH of the broker is not as asked for: .*storage is "file", asked for was "memory"/,
    );
  });

  it('for which the broker has no room are waited for, by name', async () => {
    await expect(
      assertTopology(connection, serviceTopology.indexer, { eventsMaxBytes: 2 ** 50 }),
    ).rejects.toThrow(/^the stream EVENTS: insufficient storage/);
  });

  it('with a setting the broker ignores are told of by name', () => {
    const asked = { name: 'EVENTS', allow_msg_ttl: true, max_age: 7 };
    expect(inWords(differences(asked, { name: 'EVENTS', max_age: 0, max_msgs: 5 }))).toBe(
      'allow_msg_ttl is not known to the broker, asked for was true; max_age is 0, asked for was 7',
    );
  });

  it('are not made by a service that makes nothing', async () => {
    await expect(assertTopology(connection, serviceTopology.detector)).rejects.toThrow(
      /FRAMES is not there yet/,
    );
    await assertTopology(connection, serviceTopology.ingest);
    await assertTopology(connection, serviceTopology.detector);
  });
});
