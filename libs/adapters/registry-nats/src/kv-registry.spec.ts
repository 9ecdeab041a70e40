import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Camera } from '@vialog/contracts';
import { RegistryReset, type RegistryChange } from '@vialog/registry';
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

jest.setTimeout(60_000);
const streamName = 'KV_vialog_registry';

describeUnless(missingNats(), describe)('the registry at the broker', () => {
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
    const mirror = new KvRegistryMirror({
      ...{ connection, feed: memory, directory: memory, onError: () => undefined },
    });
    opened.push(mirror);
    await mirror.start();
    return mirror;
  }

  /** A registry with its mirror, and a feed on the far side. */
  async function world() {
    await broker.empty(streamName);
    const memory = new InMemoryRegistry();
    const mirror = await mirrorOf(memory);
    const bucket = new RegistryBucket(await broker.connect());
    const mirrored = () =>
      until(async () => (await bucket.state()).revision === (await memory.snapshot()).revision);
    return { memory, mirror, bucket, mirrored, feed: new KvRegistryReader(await broker.connect()) };
  }

  registryReaderConformance('NATS', async () => {
    const { memory, mirrored, feed } = await world();
    return {
      feed,
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

  /** Follows until the test ends it; what was told, and why it ended. */
  function follow(feed: KvRegistryReader, after: number) {
    const stop = new AbortController();
    const told: RegistryChange[] = [];
    const ended = (async () => {
      for await (const change of feed.changes(after, stop.signal)) told.push(change);
    })();
    return { told, ended, stop: () => stop.abort() };
  }

  test('a change is told on the far side by itself, soon', async () => {
    const { memory, feed } = await world();
    const { revision } = await feed.snapshot();
    const following = follow(feed, revision);
    await wait(100);
    const camera = await aCamera('a');
    await put(memory, camera);
    await until(() => following.told.length === 1);
    expect(following.told).toEqual([{ revision: 1, camera }]);
    following.stop();
    await following.ended;
  });

  test('all versions are there, of some cameras or of all', async () => {
    const { memory, mirrored, feed } = await world();
    const [a, b] = [await aCamera('a'), await aCamera('b')];
    for (const camera of [b, a, { ...a, version: 2, name: '北门' }]) await put(memory, camera);
    await mirrored();
    expect(await feed.versions()).toEqual([a, { ...a, version: 2, name: '北门' }, b]);
    expect(await feed.versions([b.cameraId, 'unknown00000'])).toEqual([b]);
    expect(await feed.versions([])).toEqual([]);
  });

  test('an erased camera leaves no record at the broker, whatever it had', async () => {
    const { memory, mirrored, feed, bucket } = await world();
    const a = await aCamera('a', { name: 'to be erased' });
    await put(memory, a);
    await put(memory, { ...a, version: 2 });
    await put(memory, await aCamera('b'));
    await mirrored();
    await memory.erase({ cameras: [a.cameraId], sites: [] });
    await mirrored();
    await until(async () => (await bucket.versions()).size === 1);
    expect((await feed.snapshot()).cameras.map((camera) => camera.cameraId)).toEqual(['00000000000b']);
    expect(JSON.stringify(await bucket.read())).not.toContain('to be erased');
  });

  test('a mirror that starts puts what is missing and removes what is gone, once', async () => {
    const { memory, mirror, mirrored, feed, bucket } = await world();
    const [a, b] = [await aCamera('a'), await aCamera('b')];
    await put(memory, a);
    await mirrored();
    await mirror.close();
    const other = new InMemoryRegistry();
    await put(other, b);
    await mirrorOf(other);
    expect((await feed.versions()).map((camera) => camera.cameraId)).toEqual([b.cameraId]);
    const { revision } = await bucket.state();
    await mirrorOf(other);
    expect((await bucket.state()).revision).toBe(revision);
    const told = follow(feed, 1);
    await until(() => told.told.length === 2);
    expect(told.told).toContainEqual({ revision: expect.any(Number), erased: a.cameraId });
    told.stop();
    await told.ended;
  });

  test('a bucket that was made anew is noticed by whoever follows, and told from its first change', async () => {
    const { memory, mirror, mirrored, feed } = await world();
    const a = await aCamera('a');
    await put(memory, a);
    await put(memory, { ...a, version: 2 });
    await mirrored();
    const { revision } = await feed.snapshot();
    const following = follow(feed, revision);
    following.ended.catch(() => undefined);
    await wait(100);
    await broker.empty(streamName);
    await mirror.reconcile();
    await expect(following.ended).rejects.toThrow(RegistryReset);
    const again = follow(feed, 0);
    await until(() => again.told.length === 2);
    expect(again.told.map((change) => change.revision)).toEqual([1, 2]);
    again.stop();
    await again.ended;
  });

  test('a bucket that was made anew is noticed by whoever comes back with an old revision', async () => {
    const { memory, mirrored, feed } = await world();
    await put(memory, await aCamera('a'));
    await mirrored();
    const { revision } = await feed.snapshot();
    await broker.empty(streamName);
    await expect(follow(feed, revision).ended).rejects.toThrow(RegistryReset);
  });

  test('a change is told when the broker was away, none twice', async () => {
    const { memory, mirrored, feed } = await world();
    await put(memory, await aCamera('a'));
    await mirrored();
    const following = follow(feed, 0);
    await until(() => following.told.length === 1);
    await broker.kill();
    await broker.start();
    await put(memory, await aCamera('b'));
    await until(() => following.told.length === 2);
    expect(following.told.map((change) => change.revision)).toEqual([1, 2]);
    following.stop();
    await following.ended;
  });

  test('what cannot be read, by this version at least, is passed over', async () => {
    const { memory, feed, bucket } = await world();
    const kv = await bucket.open();
    await kv.put('00000000000a.1', '{"v":2}');
    await kv.put('00000000000b.1', 'not json');
    await kv.put('strange', 'x');
    expect((await feed.snapshot()).cameras).toEqual([]);
    await put(memory, await aCamera('c'));
    await until(async () => (await feed.versions()).length === 1);
  });
});
