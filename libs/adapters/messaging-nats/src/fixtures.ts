export { SharedBroker } from './nats-bus-under-test.fixture.ts';
