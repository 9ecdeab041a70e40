import { samplingIntervalMs, type Camera } from '@vialog/contracts';

/**
 * Frames the sampling plan asks for in one slot, number, at least 1. A snapshot source gives no more pictures than it
 * makes. The camera sets the interval of key frames: `keyframeIntervalMs` is the measured one; 1 frame until it is known.
 */
export function framesExpected(
  camera: Pick<Camera, 'plan' | 'stream'>,
  slotMs: number,
  keyframeIntervalMs?: number,
): number {
  const asked = samplingIntervalMs(camera.plan) ?? keyframeIntervalMs ?? slotMs;
  return Math.max(1, Math.round(slotMs / Math.max(asked, camera.stream.refreshMs ?? 0)));
}
