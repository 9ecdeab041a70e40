export {
  aSavedSearch,
  savedSearchStoreConformance,
  type SavedSearchesUnderTest,
} from './saved-searches/saved-search-store.conformance.ts';
export { InMemorySavedSearches } from './saved-searches/saved-search-store.fake.ts';
