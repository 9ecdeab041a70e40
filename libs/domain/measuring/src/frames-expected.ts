import { samplingIntervalMs, type Camera } from '@vialog/contracts';

/**
 * Frames the sampling plan asks for in one slot, number, at least 1. A snapshot source gives no more pictures than it
 * makes. Key frames come at the camera's own pace: `paceMs` is the time between them as measured; 1 until it is known.
 */
export function framesExpected(
  camera: Pick<Camera, 'plan' | 'stream'>,
  slotMs: number,
  paceMs?: number,
): number {
  const asked = samplingIntervalMs(camera.plan) ?? paceMs ?? slotMs;
  return Math.max(1, Math.round(slotMs / Math.max(asked, camera.stream.refreshMs ?? 0)));
}
