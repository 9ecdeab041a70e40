import type { Metrics } from '@vialog/observability';

/** Upper bounds, seconds: a tile takes 5 to 50 ms per core, a frame of many tiles up to seconds. */
const inferenceBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** Returns a function that records the duration of an inference, ms. */
export function inferenceHistogram(metrics: Metrics): (ms: number) => void {
  const histogram = metrics.histogram(
    'vialog_inference_duration_seconds',
    'Duration of the inference of one frame in a detector process, seconds',
    inferenceBuckets,
  );
  return (ms) => histogram.observe(ms / 1_000);
}
