import { modelScopeKey, modelScopeKinds, modelSourceOf, type ModelBindingsResponse } from '@vialog/contracts';
import type { Registry } from '../registry.ts';
import { isCountedByModel } from './is-counted-by-model.ts';

/** The bindings of groups, tags, sites and of all cameras, each with the number of cameras that it gives their model. */
export async function listModelBindings(
  registry: Pick<Registry, 'modelBindings' | 'cameras'>,
): Promise<ModelBindingsResponse> {
  const cameras = countBySource(registry);
  const bound = (await registry.modelBindings.shared()).filter(({ model }) => model !== undefined);
  const rank = (kind: (typeof modelScopeKinds)[number]): number => modelScopeKinds.indexOf(kind);
  const items = bound.map((step) => ({ step, cameras: cameras.get(modelScopeKey(step.scope)) ?? 0 }));
  items.sort((a, b) => {
    const [one, other] = [a.step.scope, b.step.scope];
    return rank(one.kind) - rank(other.kind) || (modelScopeKey(one) < modelScopeKey(other) ? -1 : 1);
  });
  return { items, ownCameras: cameras.get('camera') ?? 0, defaultCameras: cameras.get('default') ?? 0 };
}

/** Cameras that count by a model, by the scope that gives it to them; those with an own model under `camera`. */
function countBySource({ cameras }: Pick<Registry, 'cameras'>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const camera of cameras.newest()) {
    if (camera.lifecycle === 'retired' || !isCountedByModel(camera)) continue;
    const source = modelSourceOf(camera);
    const isShared = source.kind !== 'camera' && source.kind !== 'default';
    const key = isShared ? modelScopeKey(source) : source.kind;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}
