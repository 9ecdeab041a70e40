export { NatsBus, type NatsBusStats, type NatsBusOptions } from './nats-bus.ts';
