export { counts, Script, until, type BusUnderTest } from './bus-under-test.fixture.ts';
export { fakeBusUnderTest } from './fake-bus.fixture.ts';
export { busConformance } from './message-bus.conformance.ts';
export { FakeBus, FakeBusStorage } from './message-bus.fake.ts';
export { batchOf, healthOf, numberOf, slot, start } from './samples.fixture.ts';
