import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Camera } from '@vialog/contracts';
import { RegistryReset, type RegistryChange, type RegistryPosition } from '@vialog/registry';
import {
  fakeRegistry,
  givenCamera,
  InMemoryRegistry,
  registryReaderConformance,
} from '@vialog/registry/conformance';
import { describeUnless, missingNats, until } from '@vialog/testkit';
import { Broker } from '@vialog/nats/fixtures';
import { KvRegistryReader } from './kv-registry-reader.ts';
import { KvRegistryMirror } from './kv-registry-mirror.ts';
import { RegistryBucket } from './registry-bucket.ts';
import { erasedKey, versionKey } from './registry-keys.ts';

const streamName = 'KV_vialog_registry';

describeUnless(missingNats(), describe)('KvRegistryMirror and KvRegistryReader', () => {
  let broker: Broker;
  const opened: KvRegistryMirror[] = [];
  beforeAll(async () => {
    broker = await Broker.start();
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((mirror) => mirror.close()));
  });
  afterAll(() => broker.stop());

  async function mirrorOf(memory: InMemoryRegistry): Promise<KvRegistryMirror> {
    const connection = await broker.connect();
    const mirror = new KvRegistryMirror({ connection, registry: memory, onError: () => undefined });
    opened.push(mirror);
    await mirror.start();
    return mirror;
  }

  /** A registry, its mirror and a reader of the copy. */
  async function world() {
    await broker.empty(streamName);
    const memory = new InMemoryRegistry();
    const mirror = await mirrorOf(memory);
    const bucket = new RegistryBucket(await broker.connect());
    const { revision: base } = await bucket.state();
    const mirrored = () =>
      until(
        async () => (await bucket.state()).revision - base === (await memory.snapshot()).position.revision,
      );
    return { memory, mirror, bucket, mirrored, reader: new KvRegistryReader(await broker.connect()) };
  }

  registryReaderConformance('NATS', async () => {
    const { memory, mirrored, reader } = await world();
    return {
      reader,
      store: {
        put: (change) => memory.put(change).then(mirrored),
        erase: (ids) => memory.erase(ids).then(mirrored),
      },
      close: () => Promise.resolve(),
    };
  });

  async function aCamera(id: string, changes: Partial<Camera> = {}): Promise<Camera> {
    return { ...(await givenCamera(fakeRegistry())), cameraId: id.padStart(12, '0'), ...changes };
  }
  const put = (memory: InMemoryRegistry, camera: Camera) =>
    memory.put({ basedOn: camera.version - 1, camera });

  /** Follows the changes until the test stops it. `received`: the changes; `ended` rejects with the reason of a failure. */
  function follow(reader: KvRegistryReader, after: RegistryPosition) {
    const stop = new AbortController();
    const received: RegistryChange[] = [];
    const ended = (async () => {
      for await (const change of reader.changes(after, stop.signal)) received.push(change);
    })();
    return { received, ended, stop: () => stop.abort() };
  }

  test('a change arrives at a reader of the copy', async () => {
    const { memory, reader } = await world();
    const { position } = await reader.snapshot();
    const following = follow(reader, position);
    const camera = await aCamera('a');
    await put(memory, camera);
    await until(() => following.received.length === 1);
    expect(following.received).toEqual([{ kind: 'version', revision: position.revision + 1, camera }]);
    following.stop();
    await following.ended;
  });

  test('a reader returns all versions of some cameras or of all cameras', async () => {
    const { memory, reader } = await world();
    const [a, b] = [await aCamera('a'), await aCamera('b')];
    for (const camera of [b, a, { ...a, version: 2, name: '北门' }]) await put(memory, camera);
    await until(async () => (await reader.versions()).length === 3);
    expect(await reader.versions()).toEqual([a, { ...a, version: 2, name: '北门' }, b]);
    expect(await reader.versions([b.cameraId, 'unknown00000'])).toEqual([b]);
    expect(await reader.versions([])).toEqual([]);
  });

  test('an erased camera leaves no record at the broker', async () => {
    const { memory, mirrored, reader, bucket } = await world();
    const a = await aCamera('a', { name: 'to be erased' });
    await put(memory, a);
    await put(memory, { ...a, version: 2 });
    await put(memory, await aCamera('b'));
    await mirrored();
    await memory.erase({ cameras: [a.cameraId], sites: [] });
    await mirrored();
    await until(async () => (await bucket.records()).versions.size === 1);
    expect((await reader.snapshot()).cameras.map((camera) => camera.cameraId)).toEqual(['00000000000b']);
    expect(JSON.stringify([...(await bucket.records()).versions])).not.toContain('to be erased');
  });

  test('a mirror of another registry rebuilds the copy, and a second one writes nothing', async () => {
    const { memory, mirror, mirrored, reader, bucket } = await world();
    const [a, b] = [await aCamera('a'), await aCamera('b')];
    await put(memory, a);
    await mirrored();
    await mirror.close();
    const { position } = await reader.snapshot();
    const other = new InMemoryRegistry();
    await put(other, b);
    await mirrorOf(other);
    expect((await reader.versions()).map((camera) => camera.cameraId)).toEqual([b.cameraId]);
    await expect(follow(reader, position).ended).rejects.toThrow(RegistryReset);
    const { revision } = await bucket.state();
    await mirrorOf(other);
    expect((await bucket.state()).revision).toBe(revision);
  });

  test('a registry restored with fewer versions and edited afterwards replaces the copy', async () => {
    const { memory, mirror, mirrored, reader } = await world();
    const first = await aCamera('a');
    const lost = { ...first, version: 2, name: 'lost' };
    const backup = memory.copy();
    await put(memory, first);
    await backup.put({ basedOn: 0, camera: first });
    for (const camera of [lost, { ...lost, version: 3 }]) await put(memory, camera);
    await mirrored();
    await mirror.close();
    const following = follow(reader, (await reader.snapshot()).position);
    await mirrorOf(backup);
    await expect(following.ended).rejects.toThrow(RegistryReset);
    const restored = await reader.snapshot();
    expect(restored).toMatchObject({ cameras: [first], isComplete: true });
    const edited = { ...first, version: 2, name: 'edited after the restore' };
    const again = follow(reader, restored.position);
    await put(backup, edited);
    await until(() => again.received.length === 1);
    expect(again.received).toMatchObject([{ camera: edited }]);
    expect(await reader.versions()).toEqual([first, edited]);
    again.stop();
    await again.ended;
  });

  test('a record with other content under the same version is replaced', async () => {
    const { memory, mirror, mirrored, reader } = await world();
    const first = await aCamera('a');
    const restored = memory.copy();
    await put(memory, first);
    await mirrored();
    await mirror.close();
    await put(restored, { ...first, name: 'other' });
    await mirrorOf(restored);
    expect(await reader.versions()).toMatchObject([{ version: 1, name: 'other' }]);
  });

  test('a camera that was erased and restored is stored again', async () => {
    const { memory, mirror, mirrored, reader } = await world();
    const first = await aCamera('a');
    const restored = memory.copy();
    await put(memory, first);
    await memory.erase({ cameras: [first.cameraId], sites: [] });
    await mirrored();
    await mirror.close();
    await put(restored, first);
    await mirrorOf(restored);
    expect(await reader.versions()).toEqual([first]);
  });

  test('a follower of a bucket that was created again gets a reset, then a complete copy', async () => {
    const { memory, mirror, mirrored, reader } = await world();
    const a = await aCamera('a');
    await put(memory, a);
    await put(memory, { ...a, version: 2 });
    await mirrored();
    const following = follow(reader, (await reader.snapshot()).position);
    following.ended.catch(() => undefined);
    await broker.empty(streamName);
    await mirror.reconcile();
    await expect(following.ended).rejects.toThrow(RegistryReset);
    expect(await reader.snapshot()).toMatchObject({
      isComplete: true,
      cameras: [{ version: 1 }, { version: 2 }],
    });
  });

  test('a reader of an incomplete copy gets a reset when the copy is complete', async () => {
    const { memory, mirror, mirrored, reader } = await world();
    await put(memory, await aCamera('a'));
    await mirrored();
    await broker.empty(streamName);
    const following = follow(reader, (await reader.snapshot()).position);
    await mirror.reconcile();
    await expect(following.ended).rejects.toThrow(RegistryReset);
    expect(following.received).toHaveLength(1);
  });

  test('a change arrives once when the broker was unavailable in between', async () => {
    const { memory, mirrored, reader } = await world();
    const { position } = await reader.snapshot();
    await put(memory, await aCamera('a'));
    await mirrored();
    const following = follow(reader, position);
    await until(() => following.received.length === 1);
    await broker.kill();
    await broker.start();
    await put(memory, await aCamera('b'));
    await until(() => following.received.length === 2);
    expect(following.received.map(({ revision }) => revision - position.revision)).toEqual([1, 2]);
    following.stop();
    await following.ended;
  });

  /** A registry with one camera, which changes after the mirror has read a snapshot and before it writes this. */
  async function changeDuringCopy(change: (memory: InMemoryRegistry, camera: Camera) => Promise<unknown>) {
    const { memory, mirror, mirrored, bucket } = await world();
    const camera = await aCamera('a');
    await put(memory, camera);
    await mirrored();
    const [read, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const readSnapshot = memory.snapshot.bind(memory);
    jest.spyOn(memory, 'snapshot').mockImplementationOnce(async () => {
      const snapshot = await readSnapshot();
      read.resolve();
      await released.promise;
      return snapshot;
    });
    await broker.empty(streamName);
    const copied = mirror.reconcile();
    await read.promise;
    await change(memory, camera);
    // Time in which the change could be written.
    for (let i = 0; i < 20; i += 1) await bucket.state();
    released.resolve();
    await copied;
    const kv = await bucket.open();
    const textAt = async (key: string) => {
      const entry = await kv.get(key);
      return entry?.operation === 'PUT' ? entry.string() : undefined;
    };
    return { textAt, versionText: () => textAt(versionKey(camera.cameraId, 1)), camera };
  }

  test('a camera that is erased while an older snapshot is copied leaves no record at the broker', async () => {
    const { textAt, versionText, camera } = await changeDuringCopy((memory, { cameraId }) =>
      memory.erase({ cameras: [cameraId], sites: [] }),
    );
    await until(async () => (await textAt(erasedKey(camera.cameraId))) !== undefined);
    await until(async () => (await versionText()) === undefined);
  });

  test('secrets that are replaced while an older snapshot is copied are the ones at the broker', async () => {
    const sealed = `v1.key00002.rev00001.${'A'.repeat(80)}`;
    const { versionText } = await changeDuringCopy((memory, { cameraId }) =>
      memory.replaceSecrets({ cameraId, version: 1, secrets: { credentials: sealed, urlValues: [] } }),
    );
    await until(async () => (await versionText())?.includes(sealed) === true);
  });

  test('records that this version cannot read are skipped', async () => {
    const { memory, reader, bucket } = await world();
    const kv = await bucket.open();
    await kv.put('00000000000a.1', '{"v":2}');
    await kv.put('00000000000b.1', 'not json');
    await kv.put('strange', 'x');
    expect((await reader.snapshot()).cameras).toEqual([]);
    await put(memory, await aCamera('c'));
    await until(async () => (await reader.versions()).length === 1);
  });
});
