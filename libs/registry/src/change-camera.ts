import { streamKindOf, type Camera, type CameraPatch } from '@vialog/contracts';
import { paceIssues } from '@vialog/measuring';
import { checkSurroundings, refuseIssues } from './camera-checks.ts';
import { changeVersion, refuseRetired } from './next-version.ts';
import type { Registry } from './registry.ts';

/**
 * Changes what is sent and nothing else, from the next slot boundary on.
 * Errors: CAMERA_NOT_FOUND, VALIDATION_FAILED, STREAM_REFUSED, MODEL_NOT_FOUND, CODE_TAKEN, CAMERA_CHANGED, LIFECYCLE_REFUSED.
 */
export function changeCamera(registry: Registry, cameraId: string, patch: CameraPatch): Promise<Camera> {
  return changeVersion(registry, cameraId, async (latest) => {
    refuseRetired(latest);
    const merged = { ...latest, ...sentOf(patch) };
    const camera: Camera = { ...merged, streamKind: streamKindOf(merged.stream.url) };
    refuseIssues(paceIssues(camera, () => undefined));
    await checkSurroundings(registry, camera, latest);
    return camera;
  });
}

/** The fields that were sent: an optional field that is undefined says nothing. */
function sentOf(patch: CameraPatch): Partial<Camera> {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
}
