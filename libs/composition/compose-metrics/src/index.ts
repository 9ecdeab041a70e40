export {
  addBrokerGauges,
  addCaptureGauges,
  addDetectorGauges,
  addFrameGauges,
  frameAnswers,
  type CaptureParts,
} from './service-metrics.ts';
