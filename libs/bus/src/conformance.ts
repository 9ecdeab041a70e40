export { FakeBus, FakeBusMemory } from './message-bus.fake.ts';
export { batchOf, slot, start } from './samples.fixture.ts';
