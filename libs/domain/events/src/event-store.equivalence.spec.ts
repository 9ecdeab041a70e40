import { eventStoreEquivalence } from './conformance/index.ts';
import { InMemoryEventStore } from './event-store.fake.ts';

// The fake against itself: proves that the generators make questions that can be asked and answered.
eventStoreEquivalence(
  'InMemoryEventStore',
  (clock) => Promise.resolve({ store: new InMemoryEventStore(clock), close: () => Promise.resolve() }),
  10,
);
