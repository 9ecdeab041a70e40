import { describe, expect, test } from '@jest/globals';
import { missingStreamUrl } from '@vialog/contracts';
import { CameraCache } from './camera-cache.ts';
import { changeCamera } from './change-camera.ts';
import { fakeRegistry, givenCamera, type FakeRegistry } from './fixed-registry.fake.ts';
import { retireCamera } from './retire-camera.ts';
import { streamWarnings } from './stream-warnings.ts';

const lobby = { name: 'Lobby', stream: { url: 'rtsp://admin:secret@camera.example/live' } };

/** A registry whose cameras are read from a cache, as a server reads them. */
function cachedRegistry(): FakeRegistry {
  const registry = fakeRegistry();
  const cameras = new CameraCache(registry.memory);
  return { ...registry, cameras, store: cameras.wrap(registry.memory) };
}

describe.each([
  ['in memory', fakeRegistry],
  ['in the cache', cachedRegistry],
])('warnings about a stream, cameras %s', (_, open) => {
  test('a stream that another camera reads is named with that camera, without credentials', async () => {
    const registry = open();
    expect(streamWarnings(registry, { url: lobby.stream.url, cameraId: undefined })).toEqual([]);
    const { cameraId } = await givenCamera(registry, lobby);
    const url = 'RTSP://Camera.Example:554/live';
    const [warning, ...more] = streamWarnings(registry, { url, cameraId: undefined });
    expect(more).toEqual([]);
    expect(warning).toMatchObject({
      kind: 'stream_in_use',
      cameras: [{ cameraId, name: 'Lobby' }],
      total: 1,
    });
    expect(warning?.message).toContain(`Camera "Lobby" (${cameraId}) already reads this stream`);
    expect(JSON.stringify(warning)).not.toMatch(/secret|admin/);
  });

  test('a camera is not warned about its own stream, and a changed or retired one is not named', async () => {
    const registry = open();
    const one = await givenCamera(registry, lobby);
    const two = await givenCamera(registry, { name: 'Gate', stream: { url: 'rtsp://camera.example/gate' } });
    const warned = (url: string, cameraId?: string) => streamWarnings(registry, { url, cameraId }).length;
    expect(warned('rtsp://camera.example/live', one.cameraId)).toBe(0);
    expect(warned('rtsp://camera.example/live', two.cameraId)).toBe(1);
    await changeCamera(registry, one.cameraId, {
      stream: { url: 'rtsp://camera.example/new', transport: 'tcp' },
    });
    expect(warned('rtsp://camera.example/live')).toBe(0);
    expect(warned('rtsp://camera.example/new')).toBe(1);
    await retireCamera(registry, two.cameraId);
    expect(warned('rtsp://camera.example/gate')).toBe(0);
    await registry.store.erase({ cameras: [one.cameraId], sites: [] });
    expect(warned('rtsp://camera.example/new')).toBe(0);
  });

  test('drafts without a stream URL do not share a stream', async () => {
    const registry = open();
    const draft = { lifecycle: 'draft' as const, stream: { url: missingStreamUrl } };
    await givenCamera(registry, draft);
    expect(streamWarnings(registry, { url: missingStreamUrl, cameraId: undefined })).toEqual([]);
  });

  test('names five of many cameras and states how many there are', async () => {
    const registry = open();
    for (let index = 0; index < 7; index += 1)
      await givenCamera(registry, { ...lobby, name: `Lobby ${index}` });
    const [warning] = streamWarnings(registry, { url: 'rtsp://camera.example/live', cameraId: undefined });
    expect(warning?.cameras.map(({ name }) => name)).toEqual(
      [0, 1, 2, 3, 4].map((index) => `Lobby ${index}`),
    );
    expect(warning).toMatchObject({ total: 7 });
    expect(warning?.message).toContain('and 2 more already read this stream');
  });
});
