import type { Camera } from '@vialog/contracts';

/** Warnings about plans that are allowed but may not give complete slots. */
export function samplingWarnings(camera: Camera): string[] {
  if (camera.plan.mode === 'keyframes') {
    return [
      'The plan takes key frames: slots are complete only if the camera sends one at least twice a slot; watch the coverage.',
    ];
  }
  if (camera.streamKind === 'snapshot' && camera.stream.refreshMs === undefined) {
    return [
      'stream.refreshMs is not set: if the source makes a new picture more slowly than the plan asks, its slots become gaps.',
    ];
  }
  return [];
}
