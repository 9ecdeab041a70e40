export { environmentConforms, type EnvironmentUnderTest } from './environment/environment.conformance.ts';
