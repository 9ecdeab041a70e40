export {
  addBrokerGauges,
  addCaptureGauges,
  addDetectorGauges,
  addFrameGauges,
  frameReplies,
  type CaptureParts,
  streamQuality,
} from './service-metrics.ts';
