export { busStrategyConformance } from './bus-strategy.conformance.ts';
