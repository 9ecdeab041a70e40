import {
  OnnxDetector,
  OnnxDetectorPool,
  type DetectorEvent,
  type ExecutionProvider,
} from '@vialog/detection-onnx';
import type { ModelStore } from '@vialog/models';
import type { Metrics } from '@vialog/observability';
import { inferenceHistogram } from './inference-histogram.ts';

export interface OpenDetectorsOptions {
  readonly models: ModelStore;
  readonly settings: {
    /** Child processes per model, number. */
    readonly VIALOG_DETECTORS: number;
    /** Where models run if they can, else on the CPU with a warning. */
    readonly VIALOG_DETECTOR_PROVIDER: ExecutionProvider;
  };
  readonly metrics: Metrics;
  readonly logger: Readonly<Record<DetectorEvent['level'], (fields: object, message: string) => void>>;
}

/** The detector processes of a service. Two models fit side by side, so that a camera can change its model. */
export const openDetectors = ({
  models,
  settings: { VIALOG_DETECTORS: children, VIALOG_DETECTOR_PROVIDER: provider },
  logger,
  metrics,
}: OpenDetectorsOptions): OnnxDetectorPool =>
  new OnnxDetectorPool({
    models,
    provider,
    childrenPerModel: children,
    maxChildren: Math.max(4, 2 * children),
    onEvent: ({ level, modelId, message }) => logger[level]({ modelId }, message),
    onInference: inferenceHistogram(metrics),
  });

/** A detector of one model with one process. `deadlineMs`: time limit of one frame, ms. `onInference`: receives the duration of each, ms. */
export const openDetector = (
  modelId: string,
  options: {
    readonly models: ModelStore;
    readonly deadlineMs: number;
    readonly onInference?: (ms: number) => void;
  },
): OnnxDetector => new OnnxDetector(modelId, options);
