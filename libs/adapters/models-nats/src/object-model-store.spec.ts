import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ModelPackage } from '@vialog/models';
import { InMemoryModelStore, modelStoreConformance, packageOf, tinyOnnx } from '@vialog/models/conformance';
import { describeUnless, missingNats } from '@vialog/testkit';
import { Objm, type ObjectStore } from '@nats-io/obj';
import type { NatsConnection } from '@nats-io/transport-node';
import { Broker } from '@vialog/nats/fixtures';
import { modelsBucket } from '@vialog/nats';
import { ObjectModelStore, uploadModels } from './object-model-store.ts';

describeUnless(missingNats(), describe)('ObjectModelStore', () => {
  let broker: Broker;
  let connection: NatsConnection;
  beforeAll(async () => {
    broker = await Broker.start();
    connection = await broker.connect();
  });
  afterAll(() => broker.stop());

  async function emptyBucket(): Promise<ObjectStore> {
    await broker.empty(`OBJ_${modelsBucket}`);
    return new Objm(connection).open(modelsBucket);
  }

  /** Stores packages without validation; the name of each file follows from its card. */
  async function storeOf(packages: Readonly<Record<string, ModelPackage>>): Promise<ObjectModelStore> {
    const bucket = await emptyBucket();
    for (const [modelId, { card, model }] of Object.entries(packages)) {
      const sha256 =
        /"sha256":\s*"(\w+)"/.exec(card)?.[1] ?? createHash('sha256').update(model).digest('hex');
      await bucket.putBlob({ name: `file.${modelId}.${sha256}` }, model);
      await bucket.putBlob({ name: `card.${modelId}` }, new TextEncoder().encode(card));
    }
    return new ObjectModelStore(connection);
  }

  modelStoreConformance('object store', storeOf);

  test('uploads packages of another store once and reads them back unchanged', async () => {
    await emptyBucket();
    const from = new InMemoryModelStore({
      tiny: packageOf('tiny'),
      words: { card: 'not json', model: tinyOnnx() },
    });
    expect(await uploadModels(from, connection)).toEqual(['tiny']);
    expect(await uploadModels(from, connection)).toEqual([]);
    const store = new ObjectModelStore(connection);
    expect((await store.list()).cards.map((card) => card.id)).toEqual(['tiny']);
    expect(Buffer.from(await store.bytes('tiny')).equals(tinyOnnx())).toBe(true);
  });

  // One damaged file kept the API of the city profile from starting.
  test('leaves out a package whose file is damaged, reports it and uploads the others', async () => {
    await emptyBucket();
    const damaged = Uint8Array.from(tinyOnnx());
    damaged[damaged.length - 1] = 14;
    const from = new InMemoryModelStore({
      broken: { ...packageOf('broken'), model: damaged },
      tiny: packageOf('tiny'),
    });
    const rejected: string[] = [];
    expect(await uploadModels(from, connection, ({ message }) => rejected.push(message))).toEqual(['tiny']);
    expect(rejected).toEqual([expect.stringContaining('broken')]);
    expect((await new ObjectModelStore(connection).list()).cards.map((card) => card.id)).toEqual(['tiny']);
  });

  test('rejects a damaged object and replaces it at the next upload', async () => {
    const bucket = await emptyBucket();
    const from = new InMemoryModelStore({ tiny: packageOf('tiny') });
    await uploadModels(from, connection);
    const store = new ObjectModelStore(connection);
    const card = await store.card('tiny');
    const damaged = Uint8Array.from(tinyOnnx());
    damaged[damaged.length - 1] = 14;
    await bucket.putBlob({ name: `file.tiny.${card?.sha256}` }, damaged);
    await expect(store.bytes('tiny')).rejects.toMatchObject({ code: 'MODEL_REFUSED' });
    expect(await uploadModels(from, connection)).toEqual(['tiny']);
    expect(Buffer.from(await store.bytes('tiny')).equals(tinyOnnx())).toBe(true);
  });

  test('returns packages from the cache while the broker is unreachable, and rejects others', async () => {
    const store = await storeOf({ tiny: packageOf('tiny'), other: packageOf('other') });
    await store.bytes('tiny');
    await broker.kill();
    const requested = [store.card('tiny'), store.bytes('tiny'), store.bytes('other')] as const;
    const [card, bytes, other] = await Promise.allSettled(requested);
    await broker.start();
    expect(card).toMatchObject({ value: { id: 'tiny' } });
    expect(bytes).toEqual({ status: 'fulfilled', value: new Uint8Array(tinyOnnx()) });
    expect(other.status).toBe('rejected');
  });
});
