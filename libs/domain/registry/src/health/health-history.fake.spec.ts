import { InMemoryRegistry } from '../in-memory-registry.fake.ts';
import { healthHistoryConformance } from './health-history.conformance.ts';
import { InMemoryHealthHistory } from './health-history.fake.ts';

healthHistoryConformance('fake', () =>
  Promise.resolve({
    store: new InMemoryRegistry(),
    healthHistory: new InMemoryHealthHistory(),
    close: () => Promise.resolve(),
  }),
);
