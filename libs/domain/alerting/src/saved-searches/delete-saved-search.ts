import { VialogError } from '@vialog/contracts';
import type { SavedSearchStore } from './saved-search-store.port.ts';

/** @throws {VialogError} SEARCH_NOT_FOUND */
export async function deleteSavedSearch(
  savedSearches: Pick<SavedSearchStore, 'remove'>,
  savedSearchId: string,
): Promise<void> {
  if (!(await savedSearches.remove(savedSearchId))) throw new VialogError('SEARCH_NOT_FOUND');
}
