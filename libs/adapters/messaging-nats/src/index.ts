export { NatsBus, type NatsBusFigures, type NatsBusOptions } from './nats-bus.ts';
