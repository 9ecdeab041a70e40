import { describe, expect, test } from '@jest/globals';
import { cameraPatch } from '@vialog/contracts';
import { changeCamera } from './change-camera.ts';
import { fakeRegistry, givenCamera } from './fixed-registry.fake.ts';
import { pauseCamera } from './pause-camera.ts';
import { resumeCamera } from './resume-camera.ts';
import { retireCamera } from './retire-camera.ts';
import { setZones } from './set-zones.ts';

describe('changing a camera', () => {
  test('a change creates a version from the next slot boundary on and keeps all other fields', async () => {
    const registry = fakeRegistry();
    const first = await givenCamera(registry, { tags: ['a'], indoor: true });
    registry.clock.epochMs += 60_000;
    const second = await changeCamera(registry, first.cameraId, { name: '改名' });
    expect(second).toEqual({ ...first, name: '改名', version: 2, validFromAt: '2026-03-02T08:01:10.000Z' });
  });

  test('of several changes before one slot boundary the last one wins', async () => {
    const registry = fakeRegistry();
    const { cameraId } = await givenCamera(registry);
    await changeCamera(registry, cameraId, { name: 'one' });
    registry.clock.epochMs += 2_000;
    const last = await changeCamera(registry, cameraId, { name: 'two' });
    expect([last.version, last.name, last.validFromAt]).toEqual([3, 'two', '2026-03-02T08:00:10.000Z']);
  });

  test('no version is back-dated when the clock was set back', async () => {
    const registry = fakeRegistry();
    const first = await givenCamera(registry);
    registry.clock.epochMs -= 86_400_000;
    const second = await changeCamera(registry, first.cameraId, { name: 'later' });
    expect(second.validFromAt >= first.validFromAt).toBe(true);
  });

  test('null removes an optional field of a camera', async () => {
    const registry = fakeRegistry();
    const first = await givenCamera(registry, { heading: 90, tilt: -10 });
    const second = await changeCamera(registry, first.cameraId, cameraPatch.parse({ heading: null }));
    expect(second).not.toHaveProperty('heading');
    expect(second).toMatchObject({ tilt: -10, version: 2 });
  });

  test('a change without effect creates no version', async () => {
    const registry = fakeRegistry();
    const first = await givenCamera(registry);
    expect(await changeCamera(registry, first.cameraId, {})).toEqual(first);
    expect(await changeCamera(registry, first.cameraId, { name: first.name })).toEqual(first);
    expect(await registry.memory.versions()).toHaveLength(1);
  });

  test('a plan that is too slow for the slots is rejected with the zone and the numbers', async () => {
    const registry = fakeRegistry();
    const { cameraId } = await givenCamera(registry);
    const slow = changeCamera(registry, cameraId, { plan: { mode: 'interval', intervalMs: 60_000 } });
    await expect(slow).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      details: [
        { path: 'plan.intervalMs', message: expect.stringContaining('"view" has slots of 10000 ms') },
      ],
    });
  });

  test('a change of the URL changes the kind of the stream', async () => {
    const registry = fakeRegistry();
    const { cameraId } = await givenCamera(registry);
    const stream = { url: 'rtsp://camera.example/1', transport: 'tcp' as const };
    expect((await changeCamera(registry, cameraId, { stream })).streamKind).toBe('rtsp');
  });

  test('changing an unknown camera fails with an error that names it', async () => {
    await expect(changeCamera(fakeRegistry(), 'nonononono00', {})).rejects.toMatchObject({
      code: 'CAMERA_NOT_FOUND',
      message: expect.stringContaining('nonononono00'),
    });
  });
});

describe('life cycle', () => {
  const moves = { pause: pauseCamera, resume: resumeCamera, retire: retireCamera };
  type Move = keyof typeof moves;

  test.each<[path: Move[], ends: string]>([
    [['pause'], 'paused'],
    [['pause', 'pause'], 'paused'],
    [['pause', 'resume'], 'active'],
    [['pause', 'retire'], 'retired'],
    [['retire', 'retire'], 'retired'],
  ])('the life cycle moves %j end in the state %s', async (path, ends) => {
    const registry = fakeRegistry();
    const { cameraId } = await givenCamera(registry);
    for (const move of path) await moves[move](registry, cameraId);
    expect((await registry.memory.latest(cameraId))?.lifecycle).toBe(ends);
  });

  test('a draft cannot be paused and becomes active when it is resumed', async () => {
    const registry = fakeRegistry();
    const { cameraId } = await givenCamera(registry, { lifecycle: 'draft' });
    await expect(pauseCamera(registry, cameraId)).rejects.toMatchObject({
      code: 'LIFECYCLE_REFUSED',
      message: 'A camera that is draft cannot become paused: it can become active or retired.',
    });
    expect((await resumeCamera(registry, cameraId)).lifecycle).toBe('active');
  });

  test('a retired camera cannot be moved or changed', async () => {
    const registry = fakeRegistry();
    const { cameraId } = await givenCamera(registry);
    await retireCamera(registry, cameraId);
    const rejected = { code: 'LIFECYCLE_REFUSED', message: expect.stringContaining('register a new') };
    await expect(resumeCamera(registry, cameraId)).rejects.toMatchObject(rejected);
    await expect(changeCamera(registry, cameraId, { name: 'x' })).rejects.toMatchObject(rejected);
    // A change without effect was accepted.
    await expect(changeCamera(registry, cameraId, {})).rejects.toMatchObject(rejected);
    await expect(setZones(registry, cameraId, { zones: [] })).rejects.toMatchObject(rejected);
  });
});
