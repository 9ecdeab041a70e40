import type { Frame } from '@vialog/contracts';
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
