export { type CountingJob, type DetectorAnswer, type Detector } from './detector.port.ts';
