import type { ModelStore } from '@vialog/models';
import type { DetectorEvent } from './detector-state.ts';
import { OnnxDetectorPool } from './onnx-detector-pool.ts';

export interface OpenDetectorsOptions {
  readonly models: ModelStore;
  /** Child processes per model, number. */
  readonly detectors: number;
  readonly logger: Readonly<Record<DetectorEvent['level'], (fields: object, message: string) => void>>;
}

/** The detectors of a service: with room for two models beside each other, or no model could be swapped, and a log. */
export const openDetectors = ({ models, detectors, logger }: OpenDetectorsOptions): OnnxDetectorPool =>
  new OnnxDetectorPool({
    models,
    childrenPerModel: detectors,
    maxChildren: Math.max(4, 2 * detectors),
    onEvent: ({ level, modelId, message }) => logger[level]({ modelId }, message),
  });
