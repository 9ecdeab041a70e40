import { describe, expect, test } from '@jest/globals';
import { cameraPatch, cameraResponseOf, type Camera } from '@vialog/contracts';
import { changeCamera } from './change-camera.ts';
import { fakeRegistry, givenCamera, readableSealer } from './fixed-registry.fake.ts';
import { openStream } from './open-stream.ts';

const login = { username: 'admin', password: 'p@ss' };
const opened = (camera: Camera) => openStream(camera, readableSealer);
const network = { stream: { url: 'rtsp://cam.example/1' } };

async function world(stream: string, more: object = {}) {
  const registry = fakeRegistry();
  const camera = await givenCamera(registry, { stream: { url: stream }, ...more });
  const change = (patch: object) => changeCamera(registry, camera.cameraId, cameraPatch.parse(patch));
  return { registry, camera, change };
}

describe('credentials of a camera', () => {
  test('credentials are stored encrypted, whether they are sent as credentials or in the URL', async () => {
    const { camera } = await world('rtsp://admin:p%40ss@cam.example/1');
    const { camera: other } = await world('rtsp://cam.example/1', { credentials: login });
    for (const stored of [camera, other]) {
      expect(stored.stream.url).toBe('rtsp://cam.example/1');
      expect(JSON.stringify(stored)).not.toMatch(/p@ss|p%40ss|"credentials":\{/);
      expect(await opened(stored)).toMatchObject({ stream: stored.stream, credentials: login });
      expect(cameraResponseOf(stored)).toMatchObject({ hasCredentials: true });
      expect(cameraResponseOf(stored)).not.toHaveProperty('secrets');
    }
  });

  test('credentials are kept by a change that does not send them, and by a change of the path', async () => {
    const { change } = await world('rtsp://cam.example/1', { credentials: login });
    expect(await opened(await change({ name: 'other' }))).toMatchObject({ credentials: login });
    const moved = await opened(await change({ stream: { url: 'rtsp://cam.example:554/2' } }));
    expect(moved).toMatchObject({ credentials: login, stream: { url: 'rtsp://cam.example:554/2' } });
  });

  test('credentials are replaced by a change in a new version, and removed by null', async () => {
    const { camera, change } = await world('rtsp://cam.example/1', { credentials: login });
    const second = await change({ credentials: { ...login, password: 'new' } });
    expect(second.version).toBe(camera.version + 1);
    expect(await opened(second)).toMatchObject({ credentials: { password: 'new' } });
    const third = await change({ credentials: null });
    expect(third).not.toHaveProperty('secrets');
    expect(await opened(third)).toEqual({ stream: third.stream });
  });

  test('a change without new secrets makes no version', async () => {
    const { camera, change } = await world('rtsp://cam.example/1?pwd=x', { credentials: login });
    expect(await change({ stream: { url: 'rtsp://cam.example/1?pwd=***' } })).toEqual(camera);
    expect(await change({ name: camera.name })).toEqual(camera);
  });

  test('credentials never go to another host: they must be sent again or removed', async () => {
    const { change } = await world('rtsp://cam.example/1', { credentials: login });
    const stream = { url: 'rtsp://evil.example/1' };
    await expect(change({ stream })).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      details: [{ path: 'credentials', message: expect.stringContaining('another host') }],
    });
    expect(await opened(await change({ stream, credentials: login }))).toMatchObject({ credentials: login });
    expect(await change({ stream: network.stream, credentials: null })).not.toHaveProperty('secrets');
  });

  test.each([
    ['rtsp://cam.example/1', 'rtsp://cam.example:8554/1'],
    ['rtsp://cam.example/1', 'http://cam.example/1.jpg'],
    ['rtsps://cam.example/1', 'rtsp://cam.example/1'],
    ['rtsps://cam.example:554/1', 'rtsp://cam.example/1'],
    ['https://cam.example/1', 'http://cam.example/1'],
    ['https://cam.example:8443/1', 'http://cam.example:8443/1'],
    ['http://cam.example/1', 'https://cam.example:8443/1'],
    ['http://cam.example/1', 'rtsps://cam.example/1'],
  ])('credentials are not kept when the stream moves from %s to %s', async (from, to) => {
    const { change } = await world(from, { credentials: login });
    await expect(change({ stream: { url: to } })).rejects.toMatchObject({
      details: [{ path: 'credentials', message: expect.stringMatching(/another host or port|without TLS/) }],
    });
  });

  test.each([
    ['rtsp://cam.example/1', 'rtsps://cam.example/1'],
    ['http://cam.example:80/1', 'https://cam.example:443/2'],
    ['http://cam.example:8443/1', 'https://CAM.example:8443/1'],
  ])('credentials are kept when the stream moves from %s to %s', async (from, to) => {
    const { change } = await world(from, { credentials: login });
    expect(await opened(await change({ stream: { url: to } }))).toMatchObject({ credentials: login });
  });

  test('credentials are removed when the stream becomes a clip or a scene, and rejected for one', async () => {
    const { change } = await world('rtsp://cam.example/1', { credentials: login });
    expect(await change({ stream: { url: 'synthetic:lot?seed=7' } })).not.toHaveProperty('secrets');
    await expect(change({ credentials: login })).rejects.toMatchObject({ code: 'VALIDATION_FAILED' });
  });

  test.each([
    ['in the URL and as credentials', 'rtsp://a:b@cam.example/1', login],
    ['in the URL while they are removed', 'rtsp://a:b@cam.example/1', null],
    ['with an encoded line break', 'rtsp://a:b%0d%0aHost:x@cam.example/1', undefined],
    ['of 300 characters', `rtsp://a:${'b'.repeat(300)}@cam.example/1`, undefined],
  ])('credentials are rejected %s', async (_title, url, credentials) => {
    const { change } = await world('rtsp://cam.example/1');
    const patch = { stream: { url }, ...(credentials === undefined ? {} : { credentials }) };
    await expect(change(patch)).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      details: [{ path: expect.stringMatching(/^credentials/) }],
    });
  });
});

describe('secret values in the URL of a stream', () => {
  const url = 'http://cam.example/a.jpg?user=admin&pwd=p@ss&size=2';

  test('secret values of a URL are stored encrypted, masked in the URL and restored for the capture', async () => {
    const { camera } = await world(url);
    expect(camera.stream.url).toBe('http://cam.example/a.jpg?user=***&pwd=***&size=2');
    expect((await opened(camera)).stream.url).toBe(url);
    expect(cameraResponseOf(camera)).toMatchObject({ hasCredentials: false });
  });

  test('secret values of a URL are kept where *** is sent, replaced where a value is sent, and removed with their parameter', async () => {
    const { change } = await world(url);
    const edited = await change({ stream: { url: 'http://cam.example/b.jpg?pwd=new&user=***' } });
    expect((await opened(edited)).stream.url).toBe('http://cam.example/b.jpg?pwd=new&user=admin');
    const removed = await change({ stream: { url: 'http://cam.example/b.jpg?user=***' } });
    expect((await opened(removed)).stream.url).toBe('http://cam.example/b.jpg?user=admin');
  });

  test('*** without a stored value is rejected by name', async () => {
    const { change } = await world(url);
    await expect(change({ stream: { url: 'http://cam.example/a.jpg?token=***' } })).rejects.toMatchObject({
      details: [{ path: 'stream.url', message: expect.stringContaining('"token"') }],
    });
  });

  test('secret values of a URL are not kept without the TLS under which they were sent', async () => {
    const { change } = await world(url.replace('http:', 'https:'));
    await expect(change({ stream: { url: 'http://cam.example/a.jpg?pwd=***' } })).rejects.toMatchObject({
      details: [{ path: 'stream.url', message: expect.stringContaining('without TLS') }],
    });
  });

  test('secret values of a URL never go to another host', async () => {
    const { change } = await world(url);
    const sent = change({ stream: { url: 'http://evil.example/a.jpg?user=***&pwd=***' } });
    await expect(sent).rejects.toMatchObject({
      details: [{ path: 'stream.url', message: expect.stringContaining('another host') }],
    });
  });
});
