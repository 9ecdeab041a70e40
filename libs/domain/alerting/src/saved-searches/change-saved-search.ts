import { isoOf, VialogError, type SavedSearch, type SavedSearchPatch } from '@vialog/contracts';
import { checkSearchLine } from '@vialog/events';
import { readSavedSearch } from './read-saved-search.ts';
import type { SavedSearchPorts } from './saved-search-ports.ts';

/**
 * Changes the name or the line of a saved search.
 * @throws {VialogError} SEARCH_NOT_FOUND; QUERY_SYNTAX or QUERY_UNKNOWN_NAME when the line cannot be searched
 */
export async function changeSavedSearch(
  ports: Omit<SavedSearchPorts, 'random'>,
  savedSearchId: string,
  { name, q }: SavedSearchPatch,
): Promise<SavedSearch> {
  const { savedSearches, events } = ports;
  const search = await readSavedSearch(savedSearches, savedSearchId);
  if (q !== undefined) await checkSearchLine(events, q);
  const changed: SavedSearch = {
    ...search,
    name: name ?? search.name,
    q: q ?? search.q,
    changedAt: isoOf(events.clock.now()),
  };
  if (!(await savedSearches.replace(changed))) throw new VialogError('SEARCH_NOT_FOUND');
  return changed;
}
