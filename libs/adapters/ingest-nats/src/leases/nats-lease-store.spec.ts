import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { jetstreamManager } from '@nats-io/jetstream';
import { leaseTermMs } from '@vialog/ingest';
import { leaseStoreConformance } from '@vialog/ingest/conformance';
import { describeUnless, missingNats, until } from '@vialog/testkit';
import { Broker } from '@vialog/nats/fixtures';
import { NatsLeaseStore } from './nats-lease-store.ts';

describeUnless(missingNats(), describe)('NatsLeaseStore', () => {
  let broker: Broker;
  beforeAll(async () => {
    broker = await Broker.start();
  });
  afterAll(() => broker.stop());

  async function freshStore(region = 'main') {
    await broker.empty('KV_vialog_leases');
    const connection = await broker.connect();
    return { connection, store: new NatsLeaseStore(connection, region) };
  }

  leaseStoreConformance('NATS', async () => {
    const { connection, store } = await freshStore();
    // The server removes an entry some time after its term has ended.
    const passTerm = async (): Promise<void> => {
      await wait(leaseTermMs);
      await until(async () => (await store.list()).length === 0);
    };
    return { store, passTerm, close: () => connection.close() };
  });

  test('lists only the leases of its own region', async () => {
    const { connection, store } = await freshStore();
    const other = new NatsLeaseStore(connection, 'main-2');
    await store.take('7', 'a');
    expect(await other.take('7', 'b')).toBeDefined();
    expect(await store.list()).toEqual([{ key: '7', holder: 'a' }]);
  });

  test('deletes the consumer of every listing of leases', async () => {
    const { connection, store } = await freshStore();
    await store.take('7', 'a');
    await store.take('8', 'a');
    await store.release('8', 'a');
    for (let i = 0; i < 3; i += 1) expect(await store.list()).toEqual([{ key: '7', holder: 'a' }]);
    const { state } = await (await jetstreamManager(connection)).streams.info('KV_vialog_leases');
    expect(state.consumer_count).toBe(0);
  });

  test('rejects requests while the bucket is missing and accepts them when it exists', async () => {
    const { store } = await freshStore();
    await broker.drop('KV_vialog_leases');
    await expect(store.take('7', 'a')).rejects.toThrow();
    await broker.empty('KV_vialog_leases');
    expect(await store.take('7', 'a')).toBeDefined();
  });
});
