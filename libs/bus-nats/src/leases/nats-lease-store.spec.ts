import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { leaseTermMs } from '@vialog/ingest';
import { leaseStoreConformance } from '@vialog/ingest/conformance';
import { describeUnless, missingNats } from '@vialog/testkit';
import { jetstreamManager } from '@nats-io/jetstream';
import { Broker } from '../broker.fixture.ts';
import { assertTopology } from '../topology/assert-topology.ts';
import { NatsLeaseStore } from './nats-lease-store.ts';

describeUnless(missingNats(), describe)('leases at the broker', () => {
  let broker: Broker;
  beforeAll(async () => {
    broker = await Broker.start();
  });
  afterAll(() => broker.stop());

  async function freshStore(region = 'main') {
    const connection = await broker.connect();
    const manager = await jetstreamManager(connection);
    await manager.streams.delete('KV_vialog_leases').catch(() => undefined);
    await assertTopology(connection, { streams: ['KV_vialog_leases'], durables: [], makes: true });
    return { connection, store: new NatsLeaseStore(connection, region) };
  }

  leaseStoreConformance('NATS', async () => {
    const { connection, store } = await freshStore();
    return { store, passTerm: () => wait(leaseTermMs + 2_000), close: () => connection.close() };
  });

  test('regions do not see each other', async () => {
    const { connection, store } = await freshStore();
    const other = new NatsLeaseStore(connection, 'main-2');
    await store.take('7', 'a');
    expect(await other.take('7', 'b')).toBeDefined();
    expect(await store.list()).toEqual([{ key: '7', holder: 'a' }]);
  });

  test('a bucket that is not there is an error, and used once it is', async () => {
    const { connection, store } = await freshStore();
    await (await jetstreamManager(connection)).streams.delete('KV_vialog_leases');
    await expect(store.take('7', 'a')).rejects.toThrow();
    await assertTopology(connection, { streams: ['KV_vialog_leases'], durables: [], makes: true });
    expect(await store.take('7', 'a')).toBeDefined();
  });
});
