import { minLineFps, recommendedLineFps, type SamplingAdvice } from '@vialog/contracts';
import type { StreamTiming } from './stream-timing.ts';

/** Slot length of a line if none is set, ms. */
const slotMs = 60_000;

/**
 * The sampling plan for lines: vehicles are followed from frame to frame, so all frames are decoded at a fixed rate. Empty if
 * the stream has fewer frames than a line needs, or an unknown number.
 */
export function adviseLines(timing: StreamTiming): SamplingAdvice[] {
  const available = availableFps(timing);
  if (available !== undefined && available < minLineFps) return [];
  if (available === undefined && timing.kind === 'snapshot') return [];
  // Measured rates are slightly below the nominal ones: 4.97 frames/s of a camera that is set to 5.
  const isEnough = available === undefined || available >= recommendedLineFps * 0.95;
  const fps = isEnough ? recommendedLineFps : Math.floor(available * 10) / 10;
  const reason = isEnough
    ? `Vehicles are followed from frame to frame: ${recommendedLineFps} frames/s are recommended for lines, ${minLineFps} are required.`
    : `The stream has ${fps} frames/s; at ${recommendedLineFps} fewer fast vehicles are missed. Raise the frame rate of the camera.`;
  return [{ zoneKind: 'line', plan: { mode: 'fps', fps }, slotMs, basis: 'frame_rate', reason }];
}

/** Frames per second that the source has; undefined if it is not known. */
function availableFps(timing: StreamTiming): number | undefined {
  if (timing.kind !== 'snapshot') return timing.framesPerSecond;
  return timing.refreshMs === undefined ? undefined : 1_000 / timing.refreshMs;
}
