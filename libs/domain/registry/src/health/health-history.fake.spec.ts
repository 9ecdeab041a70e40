import { healthHistoryConformance } from './health-history.conformance.ts';
import { InMemoryHealthHistory } from './health-history.fake.ts';

healthHistoryConformance('fake', () =>
  Promise.resolve({ healthHistory: new InMemoryHealthHistory(), close: () => Promise.resolve() }),
);
