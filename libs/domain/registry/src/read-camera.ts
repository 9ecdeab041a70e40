import type { Camera } from '@vialog/contracts';
import { existingCamera } from './next-version.ts';
import type { Registry } from './registry.ts';

/**
 * The newest version of a camera, valid now or scheduled.
 * @throws {VialogError} CAMERA_NOT_FOUND
 */
export function readCamera(registry: Pick<Registry, 'directory'>, cameraId: string): Promise<Camera> {
  return existingCamera(registry, cameraId);
}
