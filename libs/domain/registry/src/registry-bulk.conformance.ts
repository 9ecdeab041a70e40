import { expect, test } from '@jest/globals';
import type { Camera } from '@vialog/contracts';
import type { CameraDirectory } from './camera-directory.port.ts';
import type { CameraChange, CameraStore } from './camera-store.port.ts';
import { aCamera, put } from './registry-reader.conformance.ts';
import type { RegistryReader } from './registry-reader.port.ts';

interface BulkStores {
  readonly store: CameraStore;
  readonly directory: CameraDirectory;
  readonly reader: RegistryReader;
}

const added = (camera: Camera): CameraChange => ({ basedOn: 0, camera });
const renamed = (camera: Camera, changes: Partial<Camera>): CameraChange => ({
  basedOn: camera.version,
  camera: { ...camera, ...changes, version: camera.version + 1 },
});

/** What `putAll` of every store does. */
export function bulkChangesConform(given: () => BulkStores): void {
  test('stores new and changed cameras together, each as one version and one revision', async () => {
    const first = await aCamera('a', { name: 'before' });
    await put(given(), first);
    const others = await Promise.all(['b', 'c'].map((id) => aCamera(id)));
    await given().store.putAll([renamed(first, { name: 'after' }), ...others.map(added)]);
    expect((await given().directory.latest(first.cameraId))?.name).toBe('after');
    expect(await given().directory.versions()).toHaveLength(4);
    const { position } = await given().reader.snapshot();
    expect(position.revision).toBe(4);
  });

  test('stores more cameras than one statement holds, in the order given', async () => {
    const template = await aCamera('a');
    const cameras = Array.from({ length: 1_201 }, (_, i) => ({
      ...template,
      cameraId: `c${i}`.padStart(12, '0'),
      name: `camera ${i}`,
      code: `N-${i}`,
    }));
    const { position } = await given().reader.snapshot();
    await given().store.putAll(cameras.map(added));
    expect(await given().directory.list({}, { limit: 2_000 })).toHaveLength(1_201);
    const abort = new AbortController();
    const seen: string[] = [];
    for await (const change of given().reader.changes(position, abort.signal)) {
      if (change.kind === 'version') seen.push(change.camera.cameraId);
      if (seen.length === cameras.length) break;
    }
    abort.abort();
    expect(seen).toEqual(cameras.map((camera) => camera.cameraId));
  });

  test('stores nothing of a bulk change when one camera was changed meanwhile', async () => {
    const first = await aCamera('a');
    await put(given(), first, { ...first, version: 2 });
    const outcome = given().store.putAll([added(await aCamera('b')), renamed(first, { name: 'late' })]);
    await expect(outcome).rejects.toMatchObject({ code: 'CAMERA_CHANGED' });
    expect(await given().directory.latest('00000000000b')).toBeUndefined();
    expect(await given().directory.versions()).toHaveLength(2);
  });

  test('stores nothing of a bulk change when one code is taken', async () => {
    await put(given(), await aCamera('a', { code: 'N-1' }));
    const outcome = given().store.putAll([
      added(await aCamera('b')),
      added(await aCamera('c', { code: 'N-1' })),
    ]);
    await expect(outcome).rejects.toMatchObject({ code: 'CODE_TAKEN' });
    expect(await given().directory.list({}, { limit: 9 })).toHaveLength(1);
    expect((await given().directory.latest('00000000000a'))?.code).toBe('N-1');
  });

  test('rejects two cameras of one bulk change with the same code', async () => {
    const both = [added(await aCamera('a', { code: 'N-1' })), added(await aCamera('b', { code: 'N-1' }))];
    await expect(given().store.putAll(both)).rejects.toMatchObject({ code: 'CODE_TAKEN' });
    expect(await given().directory.list({}, { limit: 9 })).toEqual([]);
  });

  test('exchanges the codes of two cameras in one bulk change', async () => {
    const [a, b] = [await aCamera('a', { code: 'N-1' }), await aCamera('b', { code: 'N-2' })];
    await put(given(), a, b);
    await given().store.putAll([renamed(a, { code: 'N-2' }), renamed(b, { code: 'N-1' })]);
    expect((await given().directory.latest(a.cameraId))?.code).toBe('N-2');
    expect((await given().directory.latest(b.cameraId))?.code).toBe('N-1');
  });
}
