import type { Camera, ModelBinding } from '@vialog/contracts';
import type { StepAuthor } from './model-bindings/own-model-step.ts';
import { bindScope } from './model-bindings/step-models.ts';
import { existingCamera } from './next-version.ts';
import type { Registry } from './registry.ts';

/**
 * Binds one camera to a model from the next slot boundary on.
 * @throws {VialogError} CAMERA_NOT_FOUND, MODEL_NOT_FOUND, LIFECYCLE_REFUSED, CAMERA_CHANGED or BINDING_CHANGED
 */
export async function bindModel(
  registry: Registry,
  cameraId: string,
  model: ModelBinding,
  author: StepAuthor,
): Promise<Camera> {
  await bindScope(registry, { scope: { kind: 'camera', id: cameraId }, model, ...author });
  return existingCamera(registry, cameraId);
}
