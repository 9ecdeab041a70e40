import { hourMs, samplingIntervalMs, type Camera } from '@vialog/contracts';

/** How far apart the pictures of a camera are, and which number says so. */
export interface SamplingPace {
  /** ms */
  readonly intervalMs: number;
  /** Field of the camera a person would change. */
  readonly knob: 'plan.intervalMs' | 'plan.fps' | 'stream.refreshMs';
}

/** The slower of the sampling plan and a snapshot's own refresh; undefined where the camera sets the pace (key frames). */
export function samplingPace(
  camera: Pick<Camera, 'plan' | 'stream' | 'streamKind'>,
): SamplingPace | undefined {
  const planned = samplingIntervalMs(camera.plan);
  const refresh = camera.streamKind === 'snapshot' ? camera.stream.refreshMs : undefined;
  if (refresh !== undefined && refresh > (planned ?? 0)) {
    return { intervalMs: refresh, knob: 'stream.refreshMs' };
  }
  if (planned === undefined) return undefined;
  return { intervalMs: planned, knob: camera.plan.mode === 'fps' ? 'plan.fps' : 'plan.intervalMs' };
}

/** Shortest slot (ms, divides an hour) that is at least so long; an hour for anything longer. */
export function slotOfAtLeast(ms: number): number {
  for (let perHour = Math.floor(hourMs / ms); perHour > 1; perHour -= 1) {
    if (Number.isInteger(hourMs / perHour)) return hourMs / perHour;
  }
  return hourMs;
}
