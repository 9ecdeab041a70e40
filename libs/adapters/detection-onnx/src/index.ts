export { type DetectorEvent, type DetectorState } from './detector-state.ts';
export { OnnxDetector, type OnnxDetectorOptions } from './onnx-detector.ts';
export { OnnxDetectorPool, type OnnxDetectorPoolOptions } from './onnx-detector-pool.ts';
export { tryModel, type ModelTrial, type TrialLimits } from './try-model.ts';
