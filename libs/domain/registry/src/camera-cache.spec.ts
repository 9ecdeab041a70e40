import { expect, test } from '@jest/globals';
import { CameraCache } from './camera-cache.ts';
import type { RegistryChange } from './registry-reader.port.ts';

type Camera = Extract<RegistryChange, { camera: unknown }>['camera'];
const camera = (cameraId: string, version: number) => ({ cameraId, version }) as Camera;

function remembering(changes: readonly RegistryChange[]) {
  const known = [camera('one', 2), camera('one', 1), camera('two', 1)];
  return new CameraCache(
    { versions: () => Promise.resolve(known) },
    {
      snapshot: () => Promise.resolve({ revision: 7, cameras: known }),
      changes: async function* (after: number) {
        await Promise.resolve();
        yield* changes.filter(({ revision }) => revision > after);
      },
    },
  );
}

test('versions are in order, of all cameras or of those asked for', async () => {
  const cameras = remembering([]);
  await cameras.load();
  expect(await cameras.versions()).toHaveLength(3);
  expect((await cameras.versions(['one', 'nobody'])).map(({ version }) => version)).toEqual([1, 2]);
});

test('changes after the snapshot are taken in and told once; an erased camera is forgotten', async () => {
  const cameras = remembering([
    { revision: 7, camera: camera('old', 1) },
    { revision: 8, camera: camera('one', 3) },
    { revision: 9, erased: 'two' },
  ]);
  await cameras.load();
  const told: unknown[] = [];
  await cameras.follow((change) => told.push(change), new AbortController().signal);
  expect(told).toHaveLength(2);
  expect((await cameras.versions()).map(({ cameraId, version }) => `${cameraId}/${version}`)).toEqual([
    'one/1',
    'one/2',
    'one/3',
  ]);
});
