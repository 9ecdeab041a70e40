import { VialogError } from '@vialog/contracts';
import type { StoredCamerasPage } from './list-cameras.ts';
import type { Registry } from './registry.ts';

/**
 * All versions of a camera, newest first.
 * @throws <VialogError> CAMERA_NOT_FOUND
 */
export async function listVersions(
  registry: Pick<Registry, 'directory'>,
  cameraId: string,
): Promise<StoredCamerasPage> {
  const versions = await registry.directory.versions([cameraId]);
  if (versions.length === 0) {
    throw new VialogError('CAMERA_NOT_FOUND', `There is no camera with the id "${cameraId}".`);
  }
  return { items: versions.toReversed(), nextCursor: null };
}
