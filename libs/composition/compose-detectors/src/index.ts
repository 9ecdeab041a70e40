export { openDetector, openDetectors, type OpenDetectorsOptions } from './open-detectors.ts';
export { type OnnxDetectorPool as DetectorPool } from '@vialog/detection-onnx';
