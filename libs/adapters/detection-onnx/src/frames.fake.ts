import type { Frame, Zone } from '@vialog/contracts';
import type { CountingJob } from '@vialog/detection';
import { bayAt, baysZone, view } from '@vialog/detection/fakes';

/** A frame whose pixels all have the same grey level. */
export function greyFrame(cameraId = 'cam000000001', level = 114, width = 64): Frame {
  const height = (width * 9) / 16;
  const pixels = new Uint8Array(width * height * 3).fill(level);
  return {
    cameraId,
    cameraVersion: 1,
    capturedAt: Date.UTC(2026, 0, 1),
    width,
    height,
    format: 'rgb24',
    pixels,
  };
}

export function viewJob(modelId: string): CountingJob {
  return { zones: [view], model: { modelId } };
}

/** A job that needs sixteen runs of the model. */
export function longJob(modelId: string): CountingJob {
  const spots = Array.from({ length: 160 }, (_, i) =>
    bayAt(0.02 + (i % 16) * 0.06, 0.05 + Math.floor(i / 16) * 0.09, 0.012, 0.02),
  );
  return { zones: [view, baysZone(spots)], model: { modelId } };
}

/** A job with a horizontal line through the middle of the picture, and an area that counts stopped vehicles. */
export function lineJob(modelId: string): CountingJob {
  const middle: Zone = {
    zoneId: 'gate',
    name: 'gate',
    kind: 'line',
    role: 'main',
    slotMs: view.slotMs,
    classes: view.classes,
    line: [
      [0, 0.5],
      [1, 0.5],
    ],
  };
  return { zones: [{ ...view, stopped: { afterMs: 30_000, exceptIn: [] } }, middle], model: { modelId } };
}
