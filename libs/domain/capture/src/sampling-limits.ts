import { samplingIntervalMs, type SamplingPlan, type Stream } from '@vialog/contracts';

const minSilenceMs = 20_000;
/** Cameras with a "smart codec" send a key frame every 10 s or less often. */
const keyframeSilenceMs = 30_000;
/** Upper limit for key frames, 1/s: in an all-intra stream every frame is a key frame. */
export const maxKeyframesPerSecond = 5;
/** Largest picture of any source, px: an 8K camera has 33 million, panoramic cameras on sale up to 64 million. */
export const maxPicturePixels = 64_000_000;
const minSnapshotIntervalMs = 1_000;

/** Time without a frame after which a stream counts as dead, ms. */
export function silenceLimitMs(plan: SamplingPlan): number {
  const interval = samplingIntervalMs(plan);
  return interval === undefined ? keyframeSilenceMs : Math.max(minSilenceMs, 3 * interval);
}

/** Time between two requests to a snapshot source, ms: the plan's interval or the source's refresh period, the longer one. */
export function snapshotIntervalMs(plan: SamplingPlan, stream: Stream): number {
  return Math.max(samplingIntervalMs(plan) ?? minSnapshotIntervalMs, stream.refreshMs ?? 0);
}
