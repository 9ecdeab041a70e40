export { type DetectorEvent, type DetectorState } from './detector-state.ts';
export { OnnxDetector, type OnnxDetectorOptions } from './onnx-detector.ts';
export { OnnxDetectorPool, type OnnxDetectorPoolOptions } from './onnx-detector-pool.ts';
export { EvaluationProcess, type EvaluationCost } from './evaluation-process.ts';
export { processUsage, type ProcessUsage } from './process-usage.ts';
export { executionProviders, type ExecutionProvider } from './open-session.ts';
export { tryModel, type ModelTrial, type TrialLimits } from './try-model.ts';
