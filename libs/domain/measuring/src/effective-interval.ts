import { hourMs, samplingIntervalMs, type Camera } from '@vialog/contracts';

/** Time between the pictures of a camera, and the setting that determines it. */
export interface EffectiveInterval {
  /** ms */
  readonly intervalMs: number;
  /** Field of the camera that changes the interval. */
  readonly field: 'plan.intervalMs' | 'plan.fps' | 'stream.refreshMs';
}

/**
 * The longer one of the sampling interval and the refresh period of a snapshot source; undefined for key frames, whose
 * interval the camera sets, and for a counter, which is not sampled.
 */
export function effectiveInterval(
  camera: Pick<Camera, 'plan' | 'stream' | 'streamKind'>,
): EffectiveInterval | undefined {
  if (camera.streamKind === 'counter') return undefined;
  const planned = samplingIntervalMs(camera.plan);
  const refresh = camera.streamKind === 'snapshot' ? camera.stream.refreshMs : undefined;
  if (refresh !== undefined && refresh > (planned ?? 0)) {
    return { intervalMs: refresh, field: 'stream.refreshMs' };
  }
  if (planned === undefined) return undefined;
  return { intervalMs: planned, field: camera.plan.mode === 'fps' ? 'plan.fps' : 'plan.intervalMs' };
}

/** Shortest slot length (ms, divides an hour) of at least `ms`; an hour if `ms` is longer. */
export function shortestSlotMs(ms: number): number {
  for (let perHour = Math.floor(hourMs / ms); perHour > 1; perHour -= 1) {
    if (Number.isInteger(hourMs / perHour)) return hourMs / perHour;
  }
  return hourMs;
}
