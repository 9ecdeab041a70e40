import { describe, expect, test } from '@jest/globals';
import { camera as cameraSchema, type CameraInput } from '@vialog/contracts';
import { fakeRegistry, givenCamera } from './fixed-registry.fake.ts';
import { retireCamera } from './retire-camera.ts';

const square = (x: number, y: number, size: number): [number, number][] => [
  [x, y],
  [x + size, y],
  [x + size, y + size],
  [x, y + size],
];

describe('registering a camera', () => {
  test('the shortest request registers an active camera that counts the whole picture', async () => {
    const registry = fakeRegistry();
    const camera = await givenCamera(registry);
    expect(cameraSchema.parse(camera)).toEqual(camera);
    expect(camera).toMatchObject({
      version: 1,
      validFromAt: '2026-03-02T08:00:03.500Z',
      lifecycle: 'active',
      streamKind: 'synthetic',
    });
    expect(camera.zones.map((zone) => [zone.zoneId, zone.role, zone.slotMs])).toEqual([
      ['view', 'main', 10_000],
    ]);
    expect(await registry.memory.latest(camera.cameraId)).toEqual(camera);
  });

  test('the zone view has the role detail when another zone is main', async () => {
    const zones = [{ zoneId: 'p1', name: 'row', kind: 'area' as const, polygon: square(0.1, 0.1, 0.3) }];
    const camera = await givenCamera(fakeRegistry(), { zones });
    expect(camera.zones.map((zone) => [zone.zoneId, zone.role])).toEqual([
      ['view', 'detail'],
      ['p1', 'main'],
    ]);
  });

  test('settings for the zone view are stored, and its polygon remains the whole picture', async () => {
    const zones = [
      { zoneId: 'view', name: 'all', kind: 'area' as const, slotMs: 60_000, classes: ['person' as const] },
    ];
    const camera = await givenCamera(fakeRegistry(), { zones });
    expect(camera.zones[0]).toMatchObject({ slotMs: 60_000, classes: ['person'], name: 'all', role: 'main' });
    expect(camera.zones[0]?.polygon).toEqual([
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 1],
    ]);
  });

  test('the capacity of bays is the number of spaces', async () => {
    const bays = [0, 1, 2, 3].map((i) => ({ bayId: `b${i}`, polygon: square(0.1 + i * 0.2, 0.1, 0.1) }));
    const camera = await givenCamera(fakeRegistry(), {
      zones: [{ zoneId: 'lot', name: 'lot', kind: 'bays', bays, capacity: 99 }],
    });
    expect(camera.zones[1]).toMatchObject({ capacity: 4, slotMs: 60_000 });
  });

  test('a camera with a slow picture gets slots that are long enough for two pictures', async () => {
    const stream = { url: 'http://camera.example/still.jpg', refreshMs: 120_000 };
    const camera = await givenCamera(fakeRegistry(), { stream });
    expect(camera.zones[0]?.slotMs).toBe(240_000);
  });

  test.each<[string, Partial<CameraInput>, string, RegExp]>([
    [
      'a slot shorter than two sampling intervals, with both numbers',
      {
        plan: { mode: 'interval', intervalMs: 20_000 },
        zones: [{ zoneId: 'view', name: 'v', kind: 'area', slotMs: 10_000 }],
      },
      'zones.0.slotMs',
      /plan.intervalMs to at most 5000, or slotMs of the zone to at least 40000/,
    ],
    [
      'a rate too low for the slot',
      {
        plan: { mode: 'fps', fps: 0.1 },
        zones: [{ zoneId: 'view', name: 'v', kind: 'area', slotMs: 15_000 }],
      },
      'zones.0.slotMs',
      /plan.fps to at least 0.134, or slotMs of the zone to at least 20000/,
    ],
    [
      'two main zones that overlap',
      {
        zones: [
          { zoneId: 'a', name: 'a', kind: 'area', polygon: square(0.1, 0.1, 0.4) },
          { zoneId: 'b', name: 'b', kind: 'area', polygon: square(0.2, 0.2, 0.4) },
        ],
      },
      'zones.1',
      /overlap/,
    ],
    [
      'a zone id that is used twice',
      {
        zones: ['a', 'a'].map((zoneId) => ({
          zoneId,
          name: 'a',
          kind: 'area',
          role: 'detail',
          polygon: square(0.1, 0.1, 0.1),
        })),
      },
      'zones.1.zoneId',
      /used twice/,
    ],
    [
      'an area without its polygon',
      { zones: [{ zoneId: 'a', name: 'a', kind: 'area' }] },
      'zones.0.polygon',
      /polygon/,
    ],
    [
      'persons counted in slots of ten seconds',
      { zones: [{ zoneId: 'view', name: 'v', kind: 'area', slotMs: 10_000, classes: ['person'] }] },
      'zones.0.slotMs',
      /60000/,
    ],
    [
      'a zone view that is not an area',
      {
        zones: [
          { zoneId: 'view', name: 'v', kind: 'bays', bays: [{ bayId: 'a', polygon: square(0.1, 0.1, 0.1) }] },
        ],
      },
      'zones.0.kind',
      /whole picture/,
    ],
  ])('registering a camera with %s is rejected', async (_, changes, path, message) => {
    const registry = fakeRegistry();
    const rejected = await givenCamera(registry, changes as Parameters<typeof givenCamera>[1]).catch(
      (error: unknown) => error,
    );
    expect(rejected).toMatchObject({ code: 'VALIDATION_FAILED' });
    const { details } = rejected as { details: { path: string; message: string }[] };
    expect(details.map((detail) => detail.path)).toContain(path);
    expect(details.map((detail) => detail.message).join()).toMatch(message);
    expect(await registry.memory.versions()).toEqual([]);
  });

  test('a code can be used by one camera, and again after this camera is retired', async () => {
    const registry = fakeRegistry();
    const first = await givenCamera(registry, { code: 'N-1' });
    await expect(givenCamera(registry, { code: 'N-1' })).rejects.toMatchObject({ code: 'CODE_TAKEN' });
    await retireCamera(registry, first.cameraId);
    expect((await givenCamera(registry, { code: 'N-1' })).code).toBe('N-1');
  });

  test('an unknown model, an unknown site and a forbidden stream are rejected with the reason', async () => {
    const models = {
      has: (id: string) => Promise.resolve(id === 'nanodet-g-416'),
      problems: () => Promise.resolve([]),
    };
    const streams = {
      rejection: (stream: { url: string }) =>
        Promise.resolve(stream.url.includes('10.') ? 'The address 10.0.0.1 is private.' : undefined),
    };
    const registry = fakeRegistry({ models, streams });
    const site = { zoneId: 'view', name: 'v', kind: 'area' as const, siteId: 'abcabcabcabc' };
    await expect(givenCamera(registry, { model: { modelId: 'nope' } })).rejects.toMatchObject({
      code: 'MODEL_NOT_FOUND',
      message: expect.stringContaining('nope'),
    });
    await expect(givenCamera(registry, { zones: [site] })).rejects.toMatchObject({ code: 'SITE_NOT_FOUND' });
    await expect(givenCamera(registry, { stream: { url: 'rtsp://10.0.0.1/a' } })).rejects.toMatchObject({
      code: 'STREAM_REFUSED',
      message: 'The address 10.0.0.1 is private.',
    });
  });

  test('a class map with labels that the model does not have is rejected', async () => {
    const models = {
      has: () => Promise.resolve(true),
      problems: () => Promise.resolve(['no label "toaster"']),
    };
    const registry = fakeRegistry({ models });
    await expect(givenCamera(registry, {})).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      details: [{ path: 'model.classMap', message: 'no label "toaster"' }],
    });
  });

  test('200 registered cameras have different ids', async () => {
    const registry = fakeRegistry();
    const ids = new Set<string>();
    for (let i = 0; i < 200; i += 1) ids.add((await givenCamera(registry)).cameraId);
    expect(ids.size).toBe(200);
  });
});
