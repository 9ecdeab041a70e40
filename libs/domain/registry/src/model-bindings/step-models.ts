import {
  defaultModelId,
  VialogError,
  type Camera,
  type ModelBinding,
  type ModelScope,
  type ModelStep,
} from '@vialog/contracts';
import { checkModel, checkSite, checkSurroundings, rejectIssues } from '../camera-checks.ts';
import { changeVersion, existingCamera, rejectRetired } from '../next-version.ts';
import type { Registry } from '../registry.ts';
import { applyModelBindings } from './apply-model-bindings.ts';
import { baseOf, includesCamera, isInCanary } from './canary.ts';
import { isCountedByModel } from './is-counted-by-model.ts';
import { newModelStep, type StepRequest } from './new-model-step.ts';
import { hasOwnModel, ownModelOf } from './resolve-model.ts';

export interface StepTaken {
  readonly step: ModelStep;
  /** Cameras that have another model or another reason for it now, number. */
  readonly cameras: number;
}

/**
 * Binds a model to a scope, or with `canaryPercent` to a share of its cameras. They take it over from their next slot boundaries
 * on. Binding it without a share promotes a canary.
 * @throws {VialogError} MODEL_NOT_FOUND, VALIDATION_FAILED, CAMERA_NOT_FOUND, SITE_NOT_FOUND, LIFECYCLE_REFUSED,
 * BINDING_CHANGED or CAMERA_CHANGED
 */
export async function bindScope(
  registry: Registry,
  request: StepRequest & { readonly model: ModelBinding; readonly canaryPercent?: number | undefined },
): Promise<StepTaken> {
  await checkScope(registry, request.scope);
  await checkModel(registry, request.model);
  const newest = await registry.modelBindings.newest(request.scope);
  const { model, canaryPercent: percent } = request;
  if (percent === undefined) return takeStep(registry, request, { action: 'bind', model, newest });
  rejectEmptyCanary(registry, { scope: request.scope, modelId: model.modelId, percent });
  const since = baseOf(newest)?.takenAt;
  const canary = since === undefined ? { percent } : { percent, sinceAt: since };
  return takeStep(registry, request, { action: 'bind', model, newest, canary });
}

/**
 * Removes the binding of a scope: its cameras get the model of the next less specific scope.
 * @throws {VialogError} MODEL_NOT_BOUND, and as `bindScope`
 */
export async function unbindScope(registry: Registry, request: StepRequest): Promise<StepTaken> {
  const newest = await registry.modelBindings.newest(request.scope);
  if (!newest?.canary && !(await boundModel(registry, request.scope, newest)))
    throw new VialogError('MODEL_NOT_BOUND', 'No model is bound to this scope.');
  return takeStep(registry, request, { action: 'unbind', model: undefined, newest });
}

/**
 * Undoes the newest step of a scope. Undoing twice repeats the step that was undone first, except a canary: its model does not
 * return, because undoing its end would have to be limited to the same cameras.
 * @param request `stepId`: the step to undo; it must be the newest one
 * @throws {VialogError} MODEL_NOT_BOUND when the scope has no step; BINDING_CHANGED when `stepId` is not its newest one;
 * and as `bindScope`
 */
export async function rollBackScope(
  registry: Registry,
  request: StepRequest & { readonly stepId?: string | undefined },
): Promise<StepTaken> {
  const newest = await registry.modelBindings.newest(request.scope);
  if (!newest) throw new VialogError('MODEL_NOT_BOUND', 'This scope has no step that could be undone.');
  if (request.stepId !== undefined && request.stepId !== newest.stepId)
    throw new VialogError('BINDING_CHANGED');
  if (newest.before) await checkModel(registry, newest.before);
  return takeStep(registry, request, { action: 'roll_back', model: newest.before, newest });
}

interface Change {
  readonly action: ModelStep['action'];
  /** undefined: the scope has no model afterwards. */
  readonly model: ModelBinding | undefined;
  readonly newest: ModelStep | undefined;
  readonly canary?: ModelStep['canary'];
}

async function takeStep(registry: Registry, request: StepRequest, change: Change): Promise<StepTaken> {
  const { scope } = request;
  const before = await boundModel(registry, scope, change.newest);
  const step = newModelStep(registry, request, { ...change, before });
  const modelStep = { basedOn: change.newest?.stepId, step };
  if (scope.kind !== 'camera') {
    await registry.modelBindings.add(modelStep);
    return { step, cameras: await applyModelBindings(registry) };
  }
  const edit = (latest: Camera): Promise<Camera> => withOwnModel(registry, latest, change.model);
  await changeVersion(registry, scope.id, edit, () => Promise.resolve(modelStep));
  return { step, cameras: 1 };
}

async function withOwnModel(
  registry: Registry,
  latest: Camera,
  model: ModelBinding | undefined,
): Promise<Camera> {
  rejectRetired(latest);
  if (!model) return withoutOwnModel(latest);
  const next: Camera = { ...latest, model, modelFrom: { kind: 'camera', id: latest.cameraId } };
  await checkSurroundings(registry, next, latest);
  return next;
}

/** Its model is resolved when its version is written. */
function withoutOwnModel({ ...camera }: Camera): Camera {
  delete camera.modelFrom;
  return { ...camera, model: { modelId: defaultModelId } };
}

/** The active model of a scope, without its canary. A camera can have one without a step: it was registered with it. */
async function boundModel(
  registry: Registry,
  scope: ModelScope,
  newest: ModelStep | undefined,
): Promise<ModelBinding | undefined> {
  if (scope.kind !== 'camera') return baseOf(newest)?.model;
  return ownModelOf(await existingCamera(registry, scope.id));
}

/** A small scope can have no camera within a share; nothing would be tried then. */
function rejectEmptyCanary({ cameras }: Registry, { scope, modelId, percent }: CanaryChoice): void {
  const isTried = (camera: Camera): boolean =>
    camera.lifecycle !== 'retired' &&
    isCountedByModel(camera) &&
    !hasOwnModel(camera) &&
    includesCamera(scope, camera) &&
    isInCanary(camera.cameraId, modelId, percent);
  if (cameras.newest().some(isTried)) return;
  const message = `no camera of this scope is within a share of ${percent} %; choose a larger share`;
  rejectIssues([{ path: 'canaryPercent', message }]);
}

interface CanaryChoice {
  readonly scope: ModelScope;
  readonly modelId: string;
  readonly percent: number;
}

async function checkScope(registry: Registry, scope: ModelScope): Promise<void> {
  if (scope.kind === 'camera') rejectRetired(await existingCamera(registry, scope.id));
  if (scope.kind === 'site') await checkSite(registry, scope.id);
}
