import type { Camera } from '@vialog/contracts';
import { secretRevisionsOf } from '@vialog/registry';

const captureKeys = new WeakMap<Camera, string>();

/**
 * Configuration of a capture as text: stream with the revisions of its secrets, plan, and zones, which determine the width.
 * Serialised once per version, because every tick reads it.
 */
export function captureKeyOf(camera: Camera | undefined): string | undefined {
  if (!camera) return undefined;
  let key = captureKeys.get(camera);
  if (key === undefined) {
    key = JSON.stringify([camera.stream, secretRevisionsOf(camera), camera.plan, camera.zones]);
    captureKeys.set(camera, key);
  }
  return key;
}
