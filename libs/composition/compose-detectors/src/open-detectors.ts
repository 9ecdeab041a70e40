import { OnnxDetector, OnnxDetectorPool, type DetectorEvent } from '@vialog/detection-onnx';
import type { ModelStore } from '@vialog/models';
import type { Metrics } from '@vialog/observability';
import { inferenceHistogram } from './inference-histogram.ts';

export interface OpenDetectorsOptions {
  readonly models: ModelStore;
  /** Child processes per model, number. */
  readonly detectors: number;
  readonly metrics: Metrics;
  readonly logger: Readonly<Record<DetectorEvent['level'], (fields: object, message: string) => void>>;
}

/** The detector processes of a service. Two models fit side by side, so that a camera can change its model. */
export const openDetectors = ({
  models,
  detectors,
  logger,
  metrics,
}: OpenDetectorsOptions): OnnxDetectorPool =>
  new OnnxDetectorPool({
    models,
    childrenPerModel: detectors,
    maxChildren: Math.max(4, 2 * detectors),
    onEvent: ({ level, modelId, message }) => logger[level]({ modelId }, message),
    onInference: inferenceHistogram(metrics),
  });

/** A detector of one model with one process. `deadlineMs`: time limit of one frame, ms. */
export const openDetector = (
  modelId: string,
  options: { readonly models: ModelStore; readonly deadlineMs: number },
): OnnxDetector => new OnnxDetector(modelId, options);
