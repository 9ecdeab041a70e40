import { samplingIntervalMs, type Camera } from '@vialog/contracts';

/**
 * Frames that the sampling plan requests in one slot, number, at least 1. A snapshot source delivers at most one picture
 * per refresh period. The camera sets the interval of key frames: `keyframeIntervalMs` is the measured interval; until it is
 * known, 1 frame is expected.
 */
export function framesExpected(
  camera: Pick<Camera, 'plan' | 'stream'>,
  slotMs: number,
  keyframeIntervalMs?: number,
): number {
  const requested = samplingIntervalMs(camera.plan) ?? keyframeIntervalMs ?? slotMs;
  return Math.max(1, Math.round(slotMs / Math.max(requested, camera.stream.refreshMs ?? 0)));
}
