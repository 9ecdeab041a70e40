import { createHash } from 'node:crypto';
import type { Camera, ModelBinding, ModelScope, ModelStep } from '@vialog/contracts';

/** A model bound to a scope, or to a share of it. */
export interface BoundModel {
  readonly model: ModelBinding;
  /** When it was bound. */
  readonly takenAt: string;
}

/** Whether a camera belongs to the canary of a model. A larger share contains every camera of a smaller one. */
export function isInCanary(cameraId: string, modelId: string, percent: number): boolean {
  const hash = createHash('sha256').update(`${modelId} ${cameraId}`).digest();
  return hash.readUInt32BE(0) / 2 ** 32 < percent / 100;
}

/** Whether a scope includes a camera. */
export function includesCamera(scope: ModelScope, camera: Camera): boolean {
  switch (scope.kind) {
    case 'camera':
      return camera.cameraId === scope.id;
    case 'group':
      return camera.groups.includes(scope.id);
    case 'tag':
      return camera.tags.includes(scope.id);
    case 'site':
      return camera.zones.some(({ siteId }) => siteId === scope.id);
    case 'all':
      return true;
  }
}

/** What a step binds for a camera; undefined: nothing, the next less specific scope counts. */
export function boundFor(
  cameraId: string,
  { model, before, canary, takenAt }: Pick<ModelStep, 'model' | 'before' | 'canary' | 'takenAt'>,
): BoundModel | undefined {
  if (!model) return undefined;
  if (!canary || isInCanary(cameraId, model.modelId, canary.percent)) return { model, takenAt };
  return before && { model: before, takenAt: canary.sinceAt ?? takenAt };
}

/** The model of a scope without its canary, and since when. */
export function baseOf(step: ModelStep | undefined): BoundModel | undefined {
  if (!step?.canary) return step?.model && { model: step.model, takenAt: step.takenAt };
  return step.before && { model: step.before, takenAt: step.canary.sinceAt ?? step.takenAt };
}
