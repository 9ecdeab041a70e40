import { eventStoreEquivalence } from './conformance/index.ts';
import { InMemoryEventStore } from './event-store.fake.ts';

// Compares the fake with itself, which shows that the generators make valid queries.
eventStoreEquivalence(
  'InMemoryEventStore',
  (clock) => Promise.resolve({ store: new InMemoryEventStore(clock), close: () => Promise.resolve() }),
  10,
);
