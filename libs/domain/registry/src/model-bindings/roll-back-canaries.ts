import {
  automaticAuthor,
  canaryLimits,
  epochOf,
  modelScopeKey,
  modelSourceOf,
  VialogError,
  type Camera,
  type HealthReason,
  type ModelStep,
} from '@vialog/contracts';
import type { HealthBoard } from '../health/health-board.port.ts';
import type { Registry } from '../registry.ts';
import { isInCanary } from './canary.ts';
import { isCountedByModel } from './is-counted-by-model.ts';
import { rollBackScope, type StepTaken } from './step-models.ts';

/** Reasons that do not lie in the model: the camera was moved, or its figures are unusual, which a better model can cause. */
const otherReasons: ReadonlySet<HealthReason | undefined> = new Set(['moved', 'unusual']);

/**
 * Rolls back the canaries whose cameras fail more often than the other cameras, by the limits of the contract. A step that another
 * process or user took meanwhile stays.
 */
export async function rollBackCanaries(registry: Registry, health: HealthBoard): Promise<StepTaken[]> {
  const canaries = (await registry.modelBindings.shared()).filter(({ canary }) => canary !== undefined);
  if (canaries.length === 0) return [];
  const active = registry.cameras
    .newest()
    .filter((camera) => camera.lifecycle === 'active' && isCountedByModel(camera));
  const isFailing = (camera: Camera): boolean => fails(camera, health, registry.clock.now());
  const taken: StepTaken[] = [];
  for (const step of canaries) {
    const tried = active.filter((camera) => isTriedBy(camera, step));
    const others = active.filter((camera) => !canaries.some((each) => isTriedBy(camera, each)));
    const [own, other] = [percentOf(tried, isFailing), percentOf(others, isFailing)];
    if (own <= other + canaryLimits.failingPoints) continue;
    taken.push(...(await rollBack(registry, step, { own, other })));
  }
  return taken;
}

function isTriedBy(camera: Camera, { scope, model, canary }: ModelStep): boolean {
  const source = modelSourceOf(camera);
  if (!model || !canary || source.kind === 'default' || modelScopeKey(source) !== modelScopeKey(scope))
    return false;
  return isInCanary(camera.cameraId, model.modelId, canary.percent);
}

/** Whether the camera has failed for the whole time of the limit with its present version. */
function fails({ cameraId, validFromAt }: Camera, health: HealthBoard, now: number): boolean {
  const of = health.of(cameraId);
  if (!of || (of.state !== 'degraded' && of.state !== 'offline') || otherReasons.has(of.reason)) return false;
  return now - Math.max(epochOf(of.changedAt), epochOf(validFromAt)) >= canaryLimits.failingMs;
}

function percentOf(cameras: readonly Camera[], isFailing: (camera: Camera) => boolean): number {
  if (cameras.length === 0) return 0;
  return Math.round((100 * cameras.filter(isFailing).length) / cameras.length);
}

async function rollBack(
  registry: Registry,
  { scope, stepId, model }: ModelStep,
  { own, other }: { readonly own: number; readonly other: number },
): Promise<StepTaken[]> {
  const why = `The canary of ${model?.modelId} failed: ${own} % of its cameras are not counted as planned, and ${other} % of the other cameras.`;
  try {
    return [await rollBackScope(registry, { scope, stepId, by: automaticAuthor, why })];
  } catch (error) {
    if (error instanceof VialogError && error.code === 'BINDING_CHANGED') return [];
    throw error;
  }
}
