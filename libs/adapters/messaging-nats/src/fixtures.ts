export { SharedBroker } from './nats-place.fixture.ts';
