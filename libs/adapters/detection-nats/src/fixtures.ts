export { frameOf, job, SteeredDetector, systemClock } from './frames.fixture.ts';
