import type { SavedSearchesResponse } from '@vialog/contracts';
import { foldName } from '@vialog/registry';
import type { SavedSearchStore } from './saved-search-store.port.ts';

/** All saved searches by name, without regard to case and width, then by id. */
export async function listSavedSearches(
  savedSearches: Pick<SavedSearchStore, 'list'>,
): Promise<SavedSearchesResponse> {
  const items = (await savedSearches.list()).map((search) => ({ search, key: foldName(search.name) }));
  items.sort((a, b) => compare(a.key, b.key) || compare(a.search.savedSearchId, b.search.savedSearchId));
  return { items: items.map(({ search }) => search) };
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
