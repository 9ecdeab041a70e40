import { describe, expect, it } from '@jest/globals';
import type { CameraResponse, ModelBindingsResponse, ModelScope } from '@vialog/contracts';
import { precedenceOf } from './precedence.ts';

const bound = (scope: ModelScope, modelId: string, second = 0): ModelBindingsResponse['items'][number] => ({
  step: {
    stepId: `step0000000${second}`,
    scope,
    action: 'bind',
    model: { modelId },
    takenAt: `2026-03-02T08:00:0${second}.000Z`,
    by: 'Ana',
    why: 'A test.',
  },
  cameras: 1,
});
const bindings = (...items: ModelBindingsResponse['items']): ModelBindingsResponse => ({
  items,
  ownCameras: 0,
  defaultCameras: 0,
});
const camera = (fields: Partial<CameraResponse>): CameraResponse =>
  ({
    cameraId: 'cam000000001',
    groups: ['Quay'],
    tags: ['night', 'rain'],
    zones: [{ siteId: 'site00000001' }, { siteId: 'site00000001' }, {}],
    model: { modelId: 'default-model' },
    ...fields,
  }) as unknown as CameraResponse;

describe('what gives a camera its model', () => {
  it('the candidates are in the order in which they count, and each site occurs once', () => {
    const found = precedenceOf(camera({ modelFrom: { kind: 'default' } }), bindings());
    expect(found.map(({ source }) => source)).toEqual([
      { kind: 'camera', id: 'cam000000001' },
      { kind: 'group', id: 'Quay' },
      { kind: 'tag', id: 'night' },
      { kind: 'tag', id: 'rain' },
      { kind: 'site', id: 'site00000001' },
      { kind: 'all' },
      { kind: 'default' },
    ]);
    expect(found.filter(({ counts }) => counts)).toEqual([
      { source: { kind: 'default' }, model: { modelId: 'default-model' }, counts: true },
    ]);
  });

  it('of two tags the one that was bound later precedes, and the binding below it is shown', () => {
    const night = { kind: 'tag', id: 'night' } as const;
    const rain = { kind: 'tag', id: 'rain' } as const;
    const found = precedenceOf(
      camera({ model: { modelId: 'b' }, modelFrom: rain }),
      bindings(bound(night, 'a', 1), bound(rain, 'b', 2), bound({ kind: 'all' }, 'c')),
    );
    expect(found.filter(({ model }) => model)).toEqual([
      { source: rain, model: { modelId: 'b' }, counts: true },
      { source: night, model: { modelId: 'a' }, counts: false },
      { source: { kind: 'all' }, model: { modelId: 'c' }, counts: false },
    ]);
  });

  it('an own model precedes every binding', () => {
    const own = { kind: 'camera', id: 'cam000000001' } as const;
    const [first, ...rest] = precedenceOf(
      camera({ model: { modelId: 'own' }, modelFrom: own }),
      bindings(bound({ kind: 'all' }, 'c')),
    );
    expect(first).toEqual({ source: own, model: { modelId: 'own' }, counts: true });
    expect(rest.some(({ counts }) => counts)).toBe(false);
  });
});
