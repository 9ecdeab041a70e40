import { InMemorySessions, InMemorySignInLinks } from './session-store.fake.ts';
import { sessionStoreConformance } from './session-store.conformance.ts';

sessionStoreConformance('in memory', () =>
  Promise.resolve({
    sessions: new InMemorySessions(),
    links: new InMemorySignInLinks(),
    close: () => Promise.resolve(),
  }),
);
