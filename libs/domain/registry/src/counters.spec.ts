import { describe, expect, test } from '@jest/globals';
import {
  camera as cameraSchema,
  defaultModelId,
  type CameraInput,
  type ModelScope,
  type Zone,
} from '@vialog/contracts';
import { bindModel } from './bind-model.ts';
import { changeCamera } from './change-camera.ts';
import { fakeRegistry, givenCamera } from './fixed-registry.fake.ts';
import { listModelBindings } from './model-bindings/list-model-bindings.ts';
import { bindScope } from './model-bindings/step-models.ts';
import { setZones } from './set-zones.ts';
import { streamWarnings } from './stream-warnings.ts';

const stream = { url: 'counter:loop', transport: 'tcp' as const };
const lane = (zoneId: string): CameraInput['zones'][number] => ({ zoneId, name: zoneId, kind: 'line' });
const idsOf = (zones: readonly Zone[]): string[] => zones.map(({ zoneId }) => zoneId);

describe('registering a counter', () => {
  test('a counter without zones counts one line in quarter hours, without a picture', async () => {
    const counter = await givenCamera(fakeRegistry({ models: noModels }), { stream });
    expect(cameraSchema.parse(counter)).toEqual(counter);
    expect(counter.streamKind).toBe('counter');
    expect(counter.zones).toEqual([
      expect.objectContaining({
        zoneId: 'line',
        kind: 'line',
        role: 'main',
        slotMs: 900_000,
        isExternal: true,
      }),
    ]);
  });

  test('the first version of a counter is valid from the time that its counts begin', async () => {
    const countsFromAt = '2026-02-10T00:00:00Z';
    const counter = await givenCamera(fakeRegistry(), { stream, countsFromAt });
    expect(counter.validFromAt).toBe('2026-02-10T00:00:00.000Z');
    expect(counter.createdAt).toBe('2026-03-02T08:00:03.500Z');
  });

  test.each<[string, Partial<CameraInput>, string, RegExp]>([
    [
      'counts from before the retention',
      { stream, countsFromAt: '2026-01-01T00:00:00Z' },
      'countsFromAt',
      /last 30 days/,
    ],
    [
      'counts from the future',
      { stream, countsFromAt: '2026-03-03T00:00:00Z' },
      'countsFromAt',
      /last 30 days/,
    ],
    [
      'a camera with earlier counts',
      { countsFromAt: '2026-03-01T00:00:00Z' },
      'countsFromAt',
      /only a counter/,
    ],
    [
      'single spaces',
      { stream, zones: [{ ...lane('p'), kind: 'bays' }] },
      'zones.0',
      /no single parking spaces/,
    ],
    [
      'a line in a picture',
      {
        stream,
        zones: [
          {
            ...lane('a'),
            line: [
              [0, 0],
              [1, 1],
            ],
          },
        ],
      },
      'zones.0',
      /no place in a picture/,
    ],
    ['the zone view', { stream, zones: [{ ...lane('view'), kind: 'area' }] }, 'zones.0', /no zone "view"/],
    [
      'a zone without a picture of a camera',
      { zones: [{ ...lane('a'), isExternal: true }] },
      'zones.0',
      /only a counter/,
    ],
  ])('%s is rejected', async (_, input, path, message) => {
    await expect(givenCamera(fakeRegistry(), input)).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      details: expect.arrayContaining([
        { path: expect.stringContaining(path), message: expect.stringMatching(message) },
      ]),
    });
  });

  test('the zones of a counter are replaced like those of a camera', async () => {
    const registry = fakeRegistry();
    const { cameraId } = await givenCamera(registry, { stream, zones: [lane('a')] });
    const { camera, warnings } = await setZones(registry, cameraId, { zones: [lane('a'), lane('b')] });
    expect([idsOf(camera.zones), warnings]).toEqual([['a', 'b'], []]);
  });

  test.each([
    [stream, 'rtsp://camera.example/1', /a counter cannot become a camera/],
    [
      { url: 'synthetic:lot?seed=7', transport: 'tcp' as const },
      'counter:loop',
      /a camera cannot become a counter/,
    ],
  ])('the stream %j does not become %s', async (before, url, message) => {
    const registry = fakeRegistry();
    const { cameraId } = await givenCamera(registry, { stream: before });
    await expect(
      changeCamera(registry, cameraId, { stream: { url, transport: 'tcp' } }),
    ).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      details: [{ path: 'stream.url', message: expect.stringMatching(message) }],
    });
  });

  test('bindings of models leave counters as they are and do not count them', async () => {
    const registry = fakeRegistry();
    const counter = await givenCamera(registry, { stream, tags: ['night'] });
    const author = { by: 'Ana', why: 'test' };
    const scopes: ModelScope[] = [{ kind: 'all' }, { kind: 'tag', id: 'night' }];
    for (const scope of scopes) {
      const { cameras } = await bindScope(registry, { scope, model: { modelId: 'new' }, ...author });
      expect(cameras).toBe(0);
    }
    expect(await registry.memory.latest(counter.cameraId)).toEqual(counter);
    const renamed = await changeCamera(registry, counter.cameraId, { name: 'Loop 2' });
    expect(renamed).toEqual({ ...counter, name: 'Loop 2', version: 2, validFromAt: renamed.validFromAt });
    expect(await listModelBindings(registry)).toMatchObject({ ownCameras: 0, defaultCameras: 0 });
  });

  test('a model for a counter is rejected, at its registration, in a change and in a binding', async () => {
    const registry = fakeRegistry();
    const { cameraId } = await givenCamera(registry, { stream });
    const author = { by: 'Ana', why: 'test' };
    const rejected = { code: 'VALIDATION_FAILED', details: [{ path: 'model' }] };
    for (const model of [{ modelId: 'new' }, { modelId: defaultModelId, threshold: 0.4 }]) {
      await expect(givenCamera(registry, { stream, model })).rejects.toMatchObject(rejected);
      await expect(changeCamera(registry, cameraId, { model }, author)).rejects.toMatchObject(rejected);
      await expect(bindModel(registry, cameraId, model, author)).rejects.toMatchObject(rejected);
    }
    expect(await registry.modelBindings.steps({ limit: 10 })).toEqual([]);
  });

  test('counters of the same kind are no warning about a shared stream', async () => {
    const registry = fakeRegistry();
    await givenCamera(registry, { stream });
    expect(streamWarnings(registry, { url: stream.url, cameraId: undefined })).toEqual([]);
  });
});

const noModels = { has: () => Promise.resolve(false), problems: () => Promise.resolve([]) };
