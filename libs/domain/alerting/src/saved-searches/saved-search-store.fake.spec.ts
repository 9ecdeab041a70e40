import { savedSearchStoreConformance } from './saved-search-store.conformance.ts';
import { InMemorySavedSearches } from './saved-search-store.fake.ts';

savedSearchStoreConformance('in memory', () =>
  Promise.resolve({ savedSearches: new InMemorySavedSearches(), close: () => Promise.resolve() }),
);
