import { beforeEach, describe, expect, test } from '@jest/globals';
import { defaultModelId, siteInput, VialogError, type Camera, type ModelScope } from '@vialog/contracts';
import { bindModel } from '../bind-model.ts';
import { changeCamera } from '../change-camera.ts';
import { fakeRegistry, givenCamera, type FakeRegistry } from '../fixed-registry.fake.ts';
import { registerSite } from '../register-site.ts';
import { retireCamera } from '../retire-camera.ts';
import { setZones } from '../set-zones.ts';
import { applyModelBindings } from './apply-model-bindings.ts';
import { listModelBindings } from './list-model-bindings.ts';
import { bindScope, rollBackScope, unbindScope } from './step-models.ts';

const author = { by: 'Li Wei', why: 'It counts better at night.' };
const all: ModelScope = { kind: 'all' };
const night: ModelScope = { kind: 'tag', id: 'night' };
const quay: ModelScope = { kind: 'group', id: 'Quay' };
const ownOf = ({ cameraId: id }: Camera): ModelScope => ({ kind: 'camera', id });

let registry: FakeRegistry;
beforeEach(() => {
  registry = fakeRegistry();
});

const bind = (scope: ModelScope, modelId: string) =>
  bindScope(registry, { scope, model: { modelId }, ...author });
const stored = async ({ cameraId }: Camera): Promise<Camera> => (await registry.memory.latest(cameraId))!;
const modelOf = async (camera: Camera) => {
  const { model, modelFrom } = await stored(camera);
  return [model.modelId, modelFrom?.kind];
};

describe('bindings of models', () => {
  test('the most specific binding gives a camera its model: camera, group, tag, site, all', async () => {
    const site = await registerSite(
      registry,
      siteInput.parse({ name: 'North Lot', kind: 'parking_lot', position: [112.2, 31.03] }),
    );
    const camera = await givenCamera(registry, { tags: ['night'], groups: ['Quay'] });
    const zones = [{ zoneId: 'view', name: 'view', kind: 'area' as const, siteId: site.siteId }];
    await setZones(registry, camera.cameraId, { zones });
    const scopes = [all, { kind: 'site', id: site.siteId } as const, night, quay, ownOf(camera)];
    for (const scope of scopes) {
      expect((await bind(scope, `of-${scope.kind}`)).cameras).toBe(1);
      expect(await modelOf(camera)).toEqual([`of-${scope.kind}`, scope.kind]);
    }
    for (const [i, scope] of scopes.toReversed().entries()) {
      await unbindScope(registry, { scope, ...author });
      const next = scopes.toReversed()[i + 1]?.kind;
      expect(await modelOf(camera)).toEqual(next ? [`of-${next}`, next] : [defaultModelId, undefined]);
    }
  });

  test('of two tags of a camera, the one that was bound later counts', async () => {
    const camera = await givenCamera(registry, { tags: ['night', 'rain'] });
    await bind({ kind: 'tag', id: 'rain' }, 'rain-model');
    registry.clock.epochMs += 1_000;
    await bind(night, 'night-model');
    expect(await modelOf(camera)).toEqual(['night-model', 'tag']);
  });

  test('a binding is taken over at the next slot boundary, by cameras that are not retired only', async () => {
    const [camera, retired] = [await givenCamera(registry), await givenCamera(registry)];
    await retireCamera(registry, retired.cameraId);
    registry.clock.epochMs += 20_000;
    expect((await bind(all, 'new')).cameras).toBe(1);
    expect(await stored(camera)).toMatchObject({ version: 2, validFromAt: '2026-03-02T08:00:30.000Z' });
    expect(await modelOf(retired)).toEqual([defaultModelId, undefined]);
  });

  test('a camera that is registered or gets a tag later has the model that is bound to it', async () => {
    await bind(all, 'everywhere');
    await bind(night, 'at-night');
    const camera = await givenCamera(registry);
    expect(await modelOf(camera)).toEqual(['everywhere', 'all']);
    await changeCamera(registry, camera.cameraId, { tags: ['night'] });
    expect(await modelOf(camera)).toEqual(['at-night', 'tag']);
    await changeCamera(registry, camera.cameraId, { tags: [] });
    expect(await modelOf(camera)).toEqual(['everywhere', 'all']);
  });

  test('a model that a camera was registered with is its own, and shared bindings leave it', async () => {
    const camera = await givenCamera(registry, { model: { modelId: defaultModelId, threshold: 0.4 } });
    expect((await bind(all, 'everywhere')).cameras).toBe(0);
    await unbindScope(registry, { scope: ownOf(camera), ...author });
    expect(await modelOf(camera)).toEqual(['everywhere', 'all']);
    await rollBackScope(registry, { scope: ownOf(camera), ...author });
    expect((await stored(camera)).model).toEqual({ modelId: defaultModelId, threshold: 0.4 });
  });

  test('every step is on record with who, when, why and the model before', async () => {
    const camera = await givenCamera(registry);
    await bind(night, 'a');
    await bind(night, 'b');
    await bindModel(registry, camera.cameraId, { modelId: 'own' }, author);
    await changeCamera(registry, camera.cameraId, { model: { modelId: 'other' } }, { by: 'Ana', why: '' });
    await changeCamera(registry, camera.cameraId, { name: 'Other name' }, { by: 'Ana', why: '' });
    const steps = await registry.modelBindings.steps({ limit: 10 });
    const takenAt = '2026-03-02T08:00:03.500Z';
    expect(steps.map(({ stepId: _, ...step }) => step)).toEqual([
      step(ownOf(camera), 'other', 'own', { by: 'Ana', why: '' }),
      step(ownOf(camera), 'own', undefined),
      step(night, 'b', 'a'),
      step(night, 'a', undefined),
    ]);
    function step(scope: ModelScope, model: string, before: string | undefined, who = author) {
      const earlier = before === undefined ? {} : { before: { modelId: before } };
      return { scope, action: 'bind' as const, model: { modelId: model }, ...earlier, takenAt, ...who };
    }
  });

  test('rolling back undoes the newest step, and rolling back again repeats it', async () => {
    const camera = await givenCamera(registry, { tags: ['night'] });
    const undo = () => rollBackScope(registry, { scope: night, ...author });
    await bind(night, 'a');
    await bind(night, 'b');
    expect((await undo()).step).toMatchObject({ action: 'roll_back', model: { modelId: 'a' } });
    expect(await modelOf(camera)).toEqual(['a', 'tag']);
    await undo();
    expect(await modelOf(camera)).toEqual(['b', 'tag']);
    await unbindScope(registry, { scope: night, ...author });
    expect(await modelOf(camera)).toEqual([defaultModelId, undefined]);
    await undo();
    expect(await modelOf(camera)).toEqual(['b', 'tag']);
  });

  test('a second click on roll back does not undo the first one', async () => {
    await bind(night, 'a');
    const { step } = await bind(night, 'b');
    const click = () => rollBackScope(registry, { scope: night, stepId: step.stepId, ...author });
    await click();
    await expect(click()).rejects.toMatchObject({ code: 'BINDING_CHANGED' });
  });

  test('a scope without a binding has nothing to remove or undo', async () => {
    const camera = await givenCamera(registry);
    for (const scope of [night, ownOf(camera)]) {
      const request = { scope, ...author };
      await expect(unbindScope(registry, request)).rejects.toMatchObject({ code: 'MODEL_NOT_BOUND' });
      await expect(rollBackScope(registry, request)).rejects.toMatchObject({ code: 'MODEL_NOT_BOUND' });
    }
  });

  test('a scope that does not exist and a model that is not installed are rejected, and no step is recorded', async () => {
    const attempts: [ModelScope, string][] = [
      [{ kind: 'camera', id: 'none00000000' }, 'CAMERA_NOT_FOUND'],
      [{ kind: 'site', id: 'none00000000' }, 'SITE_NOT_FOUND'],
    ];
    for (const [scope, code] of attempts) await expect(bind(scope, 'a')).rejects.toMatchObject({ code });
    const models = { has: () => Promise.resolve(false), problems: () => Promise.resolve([]) };
    const request = { scope: all, model: { modelId: 'missing' }, ...author };
    const outcome = bindScope({ ...registry, models }, request);
    await expect(outcome).rejects.toMatchObject({ code: 'MODEL_NOT_FOUND' });
    expect(await registry.modelBindings.steps({ limit: 10 })).toEqual([]);
  });

  test('a camera that another user changes while a binding is applied keeps that change and gets the model', async () => {
    const [camera, other] = [await givenCamera(registry), await givenCamera(registry)];
    const stale = registry.memory.newest();
    await changeCamera(registry, camera.cameraId, { name: 'Other name' });
    const behind = {
      ...registry,
      cameras: { ...registry.cameras, newest: () => stale },
    } as unknown as FakeRegistry;
    await bindScope(behind, { scope: all, model: { modelId: 'new' }, ...author });
    expect(await stored(camera)).toMatchObject({ version: 3, name: 'Other name', model: { modelId: 'new' } });
    expect(await modelOf(other)).toEqual(['new', 'all']);
  });

  test('a change that was interrupted is completed by applying the bindings again, and a repetition changes nothing', async () => {
    const cameras = await Promise.all(Array.from({ length: 3 }, () => givenCamera(registry)));
    const failing = () => Promise.reject(new VialogError('STORAGE_FULL'));
    const store = { ...registry.memory, putAll: failing } as unknown as FakeRegistry['store'];
    const request = { scope: all, model: { modelId: 'new' }, ...author };
    const outcome = bindScope({ ...registry, store }, request);
    await expect(outcome).rejects.toMatchObject({ code: 'STORAGE_FULL' });
    expect(await modelOf(cameras[0]!)).toEqual([defaultModelId, undefined]);
    expect(await applyModelBindings(registry)).toBe(3);
    expect(await modelOf(cameras[2]!)).toEqual(['new', 'all']);
    expect(await applyModelBindings(registry)).toBe(0);
  });

  test('the list of bindings tells how many cameras each one counts for', async () => {
    await bind(all, 'a');
    await bind(night, 'b');
    await bind(quay, 'c');
    await unbindScope(registry, { scope: quay, ...author });
    await givenCamera(registry, { tags: ['night'] });
    await givenCamera(registry);
    await givenCamera(registry, { model: { modelId: 'own' } });
    const { items, ...counts } = await listModelBindings(registry);
    expect(items.map(({ step, cameras }) => [step.scope, cameras])).toEqual([
      [night, 1],
      [all, 1],
    ]);
    expect(counts).toEqual({ ownCameras: 1, defaultCameras: 0 });
  });

  test('counters have no model: a binding leaves them as they are and is not counted for them', async () => {
    const stream = { url: 'counter:loop', transport: 'tcp' as const };
    const counter = await givenCamera(registry, { stream, tags: ['night'] });
    expect((await bind(night, 'a')).cameras).toBe(0);
    expect((await stored(counter)).version).toBe(1);
    const later = await givenCamera(registry, { stream, tags: ['night'] });
    expect(await modelOf(later)).toEqual([defaultModelId, undefined]);
    const { items, ...counts } = await listModelBindings(registry);
    expect(items.map(({ cameras }) => cameras)).toEqual([0]);
    expect(counts).toEqual({ ownCameras: 0, defaultCameras: 0 });
  });
});
