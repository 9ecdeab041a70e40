export { rtspFuzzTargets } from './fuzz-targets.fixture.ts';
