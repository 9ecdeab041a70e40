import { cellsConformance, eventStoreConformance } from './conformance/index.ts';
import { InMemoryEventStore } from './event-store.fake.ts';

eventStoreConformance('InMemoryEventStore', (clock) =>
  Promise.resolve({ store: new InMemoryEventStore(clock), close: () => Promise.resolve() }),
);

cellsConformance((clock) =>
  Promise.resolve({ store: new InMemoryEventStore(clock), close: () => Promise.resolve() }),
);
