import { isoOf, type SavedSearch, type SavedSearchPatch } from '@vialog/contracts';
import { checkSearchLine } from '@vialog/events';
import { readSavedSearch } from './read-saved-search.ts';
import type { SavedSearchPorts } from './saved-search-ports.ts';

/**
 * Changes the name or the line of a saved search. A patch is applied again if another one was stored meanwhile, so that neither
 * is lost.
 * @throws {VialogError} SEARCH_NOT_FOUND; QUERY_SYNTAX or QUERY_UNKNOWN_NAME when the line cannot be searched
 */
export async function changeSavedSearch(
  ports: Omit<SavedSearchPorts, 'random'>,
  savedSearchId: string,
  { name, q }: SavedSearchPatch,
): Promise<SavedSearch> {
  const { savedSearches, events } = ports;
  if (q !== undefined) await checkSearchLine(events, q);
  for (;;) {
    const before = await readSavedSearch(savedSearches, savedSearchId);
    const after: SavedSearch = {
      ...before,
      name: name ?? before.name,
      q: q ?? before.q,
      changedAt: isoOf(events.clock.now()),
    };
    if (await savedSearches.replace(before, after)) return after;
  }
}
