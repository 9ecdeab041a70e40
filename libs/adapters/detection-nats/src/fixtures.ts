export { frameOf, job, ControlledDetector, systemClock } from './frames.fixture.ts';
