import type { Camera, ModelBinding } from '@vialog/contracts';
import { changeCamera } from './change-camera.ts';
import type { Registry } from './registry.ts';

/**
 * Binds a camera to a model from the next slot boundary on.
 * @throws {VialogError} CAMERA_NOT_FOUND, MODEL_NOT_FOUND or LIFECYCLE_REFUSED
 */
export function bindModel(registry: Registry, cameraId: string, model: ModelBinding): Promise<Camera> {
  return changeCamera(registry, cameraId, { model });
}
