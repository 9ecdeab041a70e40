export { counts, Script, until, type BusPlace } from './bus-place.fixture.ts';
export { busConformance } from './bus.conformance.ts';
export { fakeBusPlace } from './fake-bus-place.fixture.ts';
export { FakeBus, FakeBusMemory } from './message-bus.fake.ts';
export { batchOf, healthOf, numberOf, slot, start } from './samples.fixture.ts';
