export { environmentConforms, type EnvironmentUnderTest } from './environment.conformance.ts';
