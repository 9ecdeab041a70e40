export {
  addBrokerGauges,
  addCaptureGauges,
  addDetectorGauges,
  addFrameGauges,
  frameAnswers,
  type CaptureParts,
  streamQuality,
} from './service-metrics.ts';
