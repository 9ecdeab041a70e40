import type { Camera } from '@vialog/contracts';
import { trackingRateWarnings } from '@vialog/measuring';

/** Warnings about plans that are allowed but may not give complete slots. */
export function samplingWarnings(camera: Camera): string[] {
  if (camera.streamKind === 'counter') return [];
  return [...intervalWarnings(camera), ...trackingRateWarnings(camera)];
}

function intervalWarnings(camera: Camera): string[] {
  if (camera.plan.mode === 'keyframes') {
    return [
      'The plan samples key frames: slots are complete only if the camera sends at least two key frames per slot. Check the coverage.',
    ];
  }
  if (camera.streamKind === 'snapshot' && camera.stream.refreshMs === undefined) {
    return [
      'stream.refreshMs is not set: if the source refreshes its picture more slowly than the plan samples it, slots become gaps.',
    ];
  }
  return [];
}
