import { streamKindOf, type Camera, type CameraPatch } from '@vialog/contracts';
import { slotLengthIssues } from '@vialog/measuring';
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
    const merged = patched(latest, patch);
    const camera: Camera = { ...merged, streamKind: streamKindOf(merged.stream.url) };
    refuseIssues(slotLengthIssues(camera, () => undefined));
    await checkSurroundings(registry, camera, latest);
    return camera;
  });
}

/** As RFC 7396 has it: what was not sent (or is undefined) stays as it is, and null takes a field away. */
function patched(latest: Camera, patch: CameraPatch): Camera {
  const sent = Object.entries(patch).filter(([, value]) => value !== undefined);
  const fields = Object.entries({ ...latest, ...Object.fromEntries(sent) });
  return Object.fromEntries(fields.filter(([, value]) => value !== null)) as Camera;
}
