import { VialogError, type SavedSearch } from '@vialog/contracts';
import type { SavedSearchStore } from './saved-search-store.port.ts';

/** @throws {VialogError} SEARCH_NOT_FOUND */
export async function readSavedSearch(
  savedSearches: Pick<SavedSearchStore, 'byId'>,
  savedSearchId: string,
): Promise<SavedSearch> {
  const search = await savedSearches.byId(savedSearchId);
  if (!search) throw new VialogError('SEARCH_NOT_FOUND');
  return search;
}
