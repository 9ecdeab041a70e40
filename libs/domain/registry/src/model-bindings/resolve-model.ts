import {
  defaultModelId,
  modelScopeKey,
  modelSourceOf,
  type Camera,
  type ModelBinding,
  type ModelScope,
  type ModelStep,
} from '@vialog/contracts';
import type { Registry } from '../registry.ts';
import { boundFor } from './canary.ts';
import { isCountedByModel } from './is-counted-by-model.ts';

/** What the registry stores with a camera about its model. */
export type ResolvedModel = Pick<Camera, 'model' | 'modelFrom'>;

/** The steps that bind a model, by scope. */
export type SharedBindings = ReadonlyMap<string, ModelStep>;

export function sharedBindingsOf(steps: readonly ModelStep[]): SharedBindings {
  const bound = steps.filter(({ model }) => model !== undefined);
  return new Map(bound.map((step) => [modelScopeKey(step.scope), step]));
}

/** Whether the model was chosen for this camera alone; no binding of a group, tag, site or all cameras changes it. */
export function hasOwnModel(camera: Pick<Camera, 'cameraId' | 'model' | 'modelFrom'>): boolean {
  return modelSourceOf(camera).kind === 'camera';
}

/** The model that was chosen for the camera alone. */
export function ownModelOf(camera: Camera): ModelBinding | undefined {
  return hasOwnModel(camera) ? camera.model : undefined;
}

/**
 * The model of a camera without an own one: bound to its group, else to its tag, else to the site of one of its zones, else to
 * all cameras, else the default model. Of two bindings of the same kind the later one counts. A canary binds its
 * model to its share of the cameras only.
 */
export function resolveModel(
  { cameraId, groups, tags, zones }: Pick<Camera, 'cameraId' | 'groups' | 'tags' | 'zones'>,
  bindings: SharedBindings,
): ResolvedModel {
  const candidates: readonly (readonly ModelScope[])[] = [
    groups.map((id) => ({ kind: 'group', id })),
    tags.map((id) => ({ kind: 'tag', id })),
    zones.flatMap(({ siteId: id }) => (id === undefined ? [] : [{ kind: 'site', id }])),
    [{ kind: 'all' }],
  ];
  for (const scopes of candidates) {
    const found = scopes.flatMap((scope) => {
      const step = bindings.get(modelScopeKey(scope));
      const bound = step && boundFor(cameraId, step);
      return bound ? [{ ...bound, scope }] : [];
    });
    const [latest] = found.toSorted((a, b) => b.takenAt.localeCompare(a.takenAt));
    if (latest) return { model: latest.model, modelFrom: latest.scope };
  }
  return { model: { modelId: defaultModelId } };
}

/** The camera with the model that the bindings give it; the same record when that changes nothing. A counter has no model. */
export function withBoundModel(camera: Camera, bindings: SharedBindings): Camera {
  if (hasOwnModel(camera) || !isCountedByModel(camera)) return camera;
  const { modelFrom: before, ...rest } = camera;
  const { model, modelFrom } = resolveModel(camera, bindings);
  if (JSON.stringify([camera.model, before]) === JSON.stringify([model, modelFrom])) return camera;
  return modelFrom ? { ...rest, model, modelFrom } : { ...rest, model };
}

/** The camera with the model that the bindings in force give it. */
export async function withModelInForce(
  registry: Pick<Registry, 'modelBindings'>,
  camera: Camera,
): Promise<Camera> {
  if (hasOwnModel(camera)) return camera;
  return withBoundModel(camera, sharedBindingsOf(await registry.modelBindings.shared()));
}
