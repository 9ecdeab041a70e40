import { expect, test } from '@jest/globals';
import { CameraCache } from './camera-cache.ts';
import { InMemoryRegistry } from './in-memory-registry.fake.ts';
import { aCamera } from './registry-reader.conformance.ts';
import { RegistryReset, type RegistryChange, type RegistryReader } from './registry-reader.port.ts';

type Camera = Extract<RegistryChange, { kind: 'version' }>['camera'];
const validFromAt = '2026-03-02T08:00:00.000Z';
const camera = (cameraId: string, version: number) =>
  ({
    cameraId,
    version,
    name: cameraId,
    tags: [],
    groups: [],
    zones: [],
    model: { modelId: 'any' },
    governance: { owner: '' },
    position: [0, 0],
    validFromAt,
  }) as unknown as Camera;

function cacheOf(changes: readonly RegistryChange[]): CameraCache {
  const cameras = [camera('one', 1), camera('one', 2), camera('two', 1)];
  return new CameraCache({
    versions: () => Promise.resolve(cameras),
    snapshot: () => Promise.resolve({ position: { epoch: 'e', revision: 7 }, cameras, isComplete: true }),
    changes: async function* (after, signal) {
      yield* changes.filter(({ revision }) => revision > after.revision);
      if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve));
    },
  });
}

/** Follows until `count` changes arrived. */
async function follow(cache: CameraCache, count: number): Promise<unknown[]> {
  const stop = new AbortController();
  const seen: unknown[] = [];
  await cache.follow((change) => {
    if (seen.push(change) === count) stop.abort();
  }, stop.signal);
  return seen;
}

const labels = async (cache: CameraCache) =>
  (await cache.versions()).map(({ cameraId, version }) => `${cameraId}/${version}`);

test('the cache returns versions in order, for all cameras or for the requested ones', async () => {
  const cache = cacheOf([]);
  await cache.load();
  expect(await labels(cache)).toEqual(['one/1', 'one/2', 'two/1']);
  expect((await cache.versions(['one', 'unknown'])).map(({ version }) => version)).toEqual([1, 2]);
  expect(cache.newest().map(({ version }) => version)).toEqual([2, 1]);
});

test('the cache returns the same list of all versions until a camera changes', async () => {
  const cache = cacheOf([
    { kind: 'version', revision: 8, camera: camera('one', 3) },
    { kind: 'erased', revision: 9, cameraId: 'two' },
  ]);
  await cache.load();
  const before = await cache.versions();
  expect(await cache.versions()).toBe(before);
  await follow(cache, 2);
  expect(await cache.versions()).not.toBe(before);
  expect(await labels(cache)).toEqual(['one/1', 'one/2', 'one/3']);
});

test('the cache applies and reports each change after the snapshot once, erasures included', async () => {
  const cache = cacheOf([
    { kind: 'version', revision: 7, camera: camera('old', 1) },
    { kind: 'version', revision: 8, camera: camera('one', 3) },
    { kind: 'erased', revision: 9, cameraId: 'two' },
  ]);
  await cache.load();
  expect(await follow(cache, 2)).toHaveLength(2);
  expect(await labels(cache)).toEqual(['one/1', 'one/2', 'one/3']);
});

test('a write through the wrapped store is in the cache when it returns', async () => {
  const memory = new InMemoryRegistry();
  const cache = new CameraCache(memory);
  await cache.load();
  const store = cache.wrap(memory);
  const stored = await aCamera('a');
  await store.put({ basedOn: 0, camera: stored });
  expect(cache.newest()).toEqual([stored]);
  await store.erase({ cameras: [stored.cameraId], sites: [] });
  expect(cache.newest()).toEqual([]);
});

test('a restored registry with fewer versions replaces the cache', async () => {
  const [old, restored] = [new InMemoryRegistry(), new InMemoryRegistry()];
  const stored = await aCamera('a');
  await old.put({ basedOn: 0, camera: stored });
  await restored.put({ basedOn: 0, camera: stored });
  await old.put({ basedOn: 1, camera: { ...stored, version: 2 } });
  await old.put({ basedOn: 0, camera: await aCamera('b') });
  let current: RegistryReader = old;
  const cache = new CameraCache({
    versions: (ids) => current.versions(ids),
    snapshot: () => current.snapshot(),
    changes: (after, signal) => current.changes(after, signal),
  });
  await cache.load();
  current = restored;
  expect(await follow(cache, 2)).toEqual([
    { kind: 'erased', cameraId: '00000000000b' },
    { kind: 'version', camera: stored },
  ]);
  expect(await labels(cache)).toEqual([`${stored.cameraId}/1`]);
});

test('a cache stops following when the registry cannot be read', async () => {
  const cache = new CameraCache({
    versions: () => Promise.resolve([]),
    snapshot: () => Promise.reject(new Error('away')),
    changes: () => {
      throw new RegistryReset();
    },
  });
  await expect(cache.follow(() => undefined, new AbortController().signal)).rejects.toThrow('away');
});
