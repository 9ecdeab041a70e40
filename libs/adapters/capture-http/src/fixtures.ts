export { httpFuzzTargets } from './fuzz-targets.fixture.ts';
