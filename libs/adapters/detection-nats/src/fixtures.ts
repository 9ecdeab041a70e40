export { counted, frameOf, job, trackedJob, ControlledDetector, systemClock } from './frames.fixture.ts';
