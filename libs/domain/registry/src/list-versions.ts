import { VialogError, type Camera } from '@vialog/contracts';
import type { Registry } from './registry.ts';

/**
 * All versions of a camera, newest first.
 * @throws {VialogError} CAMERA_NOT_FOUND
 */
export async function listVersions(
  registry: Pick<Registry, 'directory'>,
  cameraId: string,
): Promise<readonly Camera[]> {
  const versions = await registry.directory.versions([cameraId]);
  if (versions.length === 0) {
    throw new VialogError('CAMERA_NOT_FOUND', `There is no camera with the id "${cameraId}".`);
  }
  return versions.toReversed();
}
