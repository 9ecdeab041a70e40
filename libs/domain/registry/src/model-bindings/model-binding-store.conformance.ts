import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Camera, ModelScope, ModelStep } from '@vialog/contracts';
import type { CameraDirectory } from '../camera-directory.port.ts';
import type { CameraStore } from '../camera-store.port.ts';
import { aCamera } from '../registry-reader.conformance.ts';
import type { ModelBindingStore } from './model-binding-store.port.ts';

export interface ModelBindingsUnderTest {
  readonly store: Pick<CameraStore, 'put' | 'putAll'>;
  readonly directory: Pick<CameraDirectory, 'latest'>;
  readonly modelBindings: ModelBindingStore;
  close(): Promise<void>;
}

const [night, north]: ModelScope[] = [
  { kind: 'tag', id: 'night' },
  { kind: 'site', id: 'north0000000' },
];
const all: ModelScope = { kind: 'all' };

/** Tests for every store of model bindings. */
export function modelBindingStoreConformance(
  name: string,
  open: () => Promise<ModelBindingsUnderTest>,
): void {
  describe(`model bindings: ${name}`, () => {
    let opened: ModelBindingsUnderTest;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.close());

    const add = async (...changes: (readonly [ModelStep, string?])[]): Promise<void> => {
      for (const [step, basedOn] of changes) await opened.modelBindings.add({ basedOn, step });
    };

    test('the newest step of each scope is read back, also one that removed a binding', async () => {
      const [first, second, other] = [aModelStep('1', night!), aModelStep('2', night!), aModelStep('3', all)];
      const { model, ...rest } = aModelStep('4', all, { action: 'unbind' });
      const removed: ModelStep = { ...rest, before: model };
      await add([first], [second, first.stepId], [other], [removed, other.stepId]);
      expect(await opened.modelBindings.newest(night!)).toEqual(second);
      expect(await opened.modelBindings.newest(all)).toEqual(removed);
      expect(await opened.modelBindings.newest(north!)).toBeUndefined();
      expect(new Set(await opened.modelBindings.shared())).toEqual(new Set([second, removed]));
    });

    test('a canary is read back with its share and the time of the model before it', async () => {
      const first = aModelStep('1', night!, { canary: { percent: 10 } });
      const { model } = first;
      const second = aModelStep('2', night!, {
        before: model!,
        canary: { percent: 99, sinceAt: '2026-03-02T08:00:00.000Z' },
      });
      await add([first], [second, first.stepId]);
      expect(await opened.modelBindings.newest(night!)).toEqual(second);
      expect(await opened.modelBindings.shared()).toEqual([second]);
      expect(await opened.modelBindings.steps({ limit: 10 })).toEqual([second, first]);
    });

    test('a step that is not based on the newest one of its scope is rejected and not stored', async () => {
      const first = aModelStep('1', night!);
      await add([first]);
      for (const basedOn of [undefined, 'other0000000'])
        await expect(
          opened.modelBindings.add({ basedOn, step: aModelStep('2', night!) }),
        ).rejects.toMatchObject({ code: 'BINDING_CHANGED' });
      expect(await opened.modelBindings.steps({ limit: 10 })).toEqual([first]);
    });

    test('of two steps at the same time that are based on the same one, one is stored', async () => {
      const outcomes = await Promise.allSettled(
        ['1', '2'].map((id) => opened.modelBindings.add({ basedOn: undefined, step: aModelStep(id, all) })),
      );
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(await opened.modelBindings.steps({ limit: 10 })).toHaveLength(1);
    });

    test('steps are listed page by page with the newest first, of every scope or of one', async () => {
      const steps = [aModelStep('9', night!), aModelStep('5', north!), aModelStep('7', all)];
      const last = aModelStep('1', night!);
      await add(...steps.map((step) => [step] as const), [last, steps[0]!.stepId]);
      const list = async (page: object) =>
        (await opened.modelBindings.steps({ limit: 10, ...page })).map(({ stepId }) => Number(stepId));
      expect(await list({})).toEqual([1, 7, 5, 9]);
      expect(await list({ limit: 2 })).toEqual([1, 7]);
      expect(await list({ before: steps[2]!.stepId })).toEqual([5, 9]);
      expect(await list({ scope: night })).toEqual([1, 9]);
      expect(await list({ scope: night, before: last.stepId })).toEqual([9]);
      expect(await list({ before: 'none00000000' })).toEqual([]);
    });

    test('a step is stored with the change of its camera, or neither of them', async () => {
      const camera: Camera = await aCamera('a');
      const scope: ModelScope = { kind: 'camera', id: camera.cameraId };
      const first = aModelStep('1', scope);
      await opened.store.put({ basedOn: 0, camera, modelStep: { basedOn: undefined, step: first } });
      expect(await opened.modelBindings.newest(scope)).toEqual(first);
      expect(await opened.modelBindings.shared()).toEqual([]);
      const next = { ...camera, version: 2, name: 'next' };
      const stale = { basedOn: undefined, step: aModelStep('2', scope) };
      for (const put of [
        () => opened.store.put({ basedOn: 1, camera: next, modelStep: stale }),
        () => opened.store.putAll([{ basedOn: 1, camera: next, modelStep: stale }]),
      ]) {
        await expect(put()).rejects.toMatchObject({ code: 'BINDING_CHANGED' });
        expect(await opened.directory.latest(camera.cameraId)).toEqual(camera);
      }
      const outdated = { basedOn: first.stepId, step: aModelStep('3', scope) };
      const rejected = opened.store.put({ basedOn: 5, camera: next, modelStep: outdated });
      await expect(rejected).rejects.toMatchObject({ code: 'CAMERA_CHANGED' });
      expect(await opened.modelBindings.steps({ limit: 10 })).toEqual([first]);
      await opened.store.putAll([{ basedOn: 1, camera: next, modelStep: outdated }]);
      expect(await opened.modelBindings.newest(scope)).toEqual(outdated.step);
    });
  });
}

export function aModelStep(id: string, scope: ModelScope, fields: Partial<ModelStep> = {}): ModelStep {
  return {
    stepId: id.padStart(12, '0'),
    scope,
    action: 'bind',
    model: { modelId: `model-${id}`, threshold: 0.4 },
    takenAt: '2026-03-02T08:00:00.000Z',
    by: 'administrator',
    why: 'It counts better at night.',
    ...fields,
  };
}
