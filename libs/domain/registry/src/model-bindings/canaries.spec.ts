import { beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  canaryLimits,
  defaultModelId,
  isoOf,
  type Camera,
  type CameraHealth,
  type ModelScope,
} from '@vialog/contracts';
import { chineseOfText } from '@vialog/contracts/sentences';
import { fakeRegistry, givenCamera, type FakeRegistry } from '../fixed-registry.fake.ts';
import { isInCanary } from './canary.ts';
import { rollBackCanaries } from './roll-back-canaries.ts';
import { bindScope, rollBackScope, unbindScope } from './step-models.ts';

const author = { by: 'Li Wei', why: 'It counts better at night.' };
const night: ModelScope = { kind: 'tag', id: 'night' };
const percent = 40;

let registry: FakeRegistry;
let cameras: Camera[];
beforeEach(async () => {
  registry = fakeRegistry();
  cameras = [];
  for (let i = 0; i < 20; i += 1) cameras.push(await givenCamera(registry, { tags: ['night', 'rain'] }));
});

const bind = (modelId: string, canaryPercent?: number) =>
  bindScope(registry, { scope: night, model: { modelId }, canaryPercent, ...author });
const modelOf = async ({ cameraId }: Camera) => (await registry.memory.latest(cameraId))?.model.modelId;
const isTried = ({ cameraId }: Camera) => isInCanary(cameraId, 'new', percent);
const expectModels = async (tried: string, other: string) => {
  for (const camera of cameras) expect(await modelOf(camera)).toBe(isTried(camera) ? tried : other);
};

describe('canaries of models', () => {
  test('a canary gives its share of the cameras the model, and the others keep theirs', async () => {
    await bind('old');
    const { step, cameras: changed } = await bind('new', percent);
    expect(step).toMatchObject({
      model: { modelId: 'new' },
      before: { modelId: 'old' },
      canary: { percent },
    });
    expect(changed).toBe(cameras.filter(isTried).length);
    await expectModels('new', 'old');
  });

  test('a canary of a scope without a model leaves the other cameras to the next less specific one', async () => {
    await bind('new', percent);
    await expectModels('new', defaultModelId);
    await unbindScope(registry, { scope: night, ...author });
    await expectModels(defaultModelId, defaultModelId);
  });

  test('a canary does not change which of two tags counts at the other cameras', async () => {
    await bind('old');
    registry.clock.epochMs += 1_000;
    await bindScope(registry, { scope: { kind: 'tag', id: 'rain' }, model: { modelId: 'wet' }, ...author });
    registry.clock.epochMs += 1_000;
    await bind('new', percent);
    await expectModels('new', 'wet');
  });

  test('a larger share keeps the model before, and promoting the canary gives it to every camera', async () => {
    await bind('old');
    await bind('new', 10).catch(() => undefined);
    await bind('new', percent);
    await expectModels('new', 'old');
    expect((await bind('new')).step.before).toEqual({ modelId: 'old' });
    await expectModels('new', 'new');
    await rollBackScope(registry, { scope: night, ...author });
    await expectModels('old', 'old');
  });

  test('rolling back a canary ends it, and rolling back again does not bring its model to every camera', async () => {
    await bind('old');
    await bind('new', percent);
    for (let i = 0; i < 2; i += 1) {
      await rollBackScope(registry, { scope: night, ...author });
      await expectModels('old', 'old');
    }
  });

  test('a share without a camera is rejected, and no step is recorded', async () => {
    const request = { scope: { kind: 'tag', id: 'none' } as const, model: { modelId: 'new' }, ...author };
    const outcome = bindScope(registry, { ...request, canaryPercent: 99 });
    await expect(outcome).rejects.toMatchObject({ code: 'VALIDATION_FAILED' });
    expect(await registry.modelBindings.steps({ limit: 10 })).toEqual([]);
  });

  test('every camera of a smaller share belongs to a larger one, for any share', () => {
    const share = fc.integer({ min: 1, max: 99 });
    fc.assert(
      fc.property(fc.string(), share, share, (id, a, b) => {
        const [small, large] = [Math.min(a, b), Math.max(a, b)];
        return !isInCanary(id, 'new', small) || isInCanary(id, 'new', large);
      }),
    );
  });
});

describe('the automatic rollback of canaries', () => {
  const started = () => isoOf(registry.clock.now());
  const check = (health: (camera: Camera) => Partial<CameraHealth>, changedAt: string) =>
    rollBackCanaries(registry, {
      of: (cameraId) => {
        const camera = cameras.find((each) => each.cameraId === cameraId)!;
        return { v: 1, cameraId, state: 'online', changedAt, ...health(camera) };
      },
    });
  const failing = { state: 'degraded', reason: 'model_not_loaded' } as const;

  beforeEach(async () => {
    await bind('old');
    await bind('new', percent);
    registry.clock.epochMs += 60_000;
  });

  test('a canary whose cameras fail is rolled back with a reason on record', async () => {
    const changedAt = started();
    registry.clock.epochMs += canaryLimits.failingMs;
    const [taken] = await check((camera) => (isTried(camera) ? failing : {}), changedAt);
    expect(taken?.step).toMatchObject({ action: 'roll_back', by: 'Vialog', model: { modelId: 'old' } });
    expect(taken?.step.why).toBe(
      'The canary of new failed: 100 % of its cameras are not counted as planned, and 0 % of the other cameras.',
    );
    expect(chineseOfText(taken!.step.why)).toMatch(/^new 灰度发布未通过：.*100%.*0%。$/);
    await expectModels('old', 'old');
    expect(await check(() => failing, changedAt)).toEqual([]);
  });

  test('a canary continues while its cameras have not failed for the time of the limit', async () => {
    const changedAt = started();
    registry.clock.epochMs += canaryLimits.failingMs - 1;
    expect(await check((camera) => (isTried(camera) ? failing : {}), changedAt)).toEqual([]);
    await expectModels('new', 'old');
  });

  test.each<[string, (camera: Camera) => Partial<CameraHealth>]>([
    ['all other cameras fail as well', () => failing],
    ['its cameras were moved', (camera) => (isTried(camera) ? { ...failing, reason: 'moved' } : {})],
    ['nothing fails', () => ({})],
  ])('a canary continues when %s', async (_, health) => {
    const changedAt = started();
    registry.clock.epochMs += canaryLimits.failingMs;
    expect(await check(health, changedAt)).toEqual([]);
    await expectModels('new', 'old');
  });
});
