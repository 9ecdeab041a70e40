export { InMemoryEventStore } from './event-store.fake.ts';
