import {
  isoOf,
  maxSavedSearches,
  VialogError,
  type SavedSearch,
  type SavedSearchInput,
} from '@vialog/contracts';
import { checkSearchLine } from '@vialog/events';
import { newId } from '@vialog/registry';
import type { SavedSearchPorts } from './saved-search-ports.ts';

/**
 * Saves a search line under a name.
 * @throws {VialogError} QUERY_SYNTAX or QUERY_UNKNOWN_NAME when the line cannot be searched; VALIDATION_FAILED when there are
 *   too many saved searches
 */
export async function saveSearch(
  { savedSearches, events, random }: SavedSearchPorts,
  { input, savedBy }: { readonly input: SavedSearchInput; readonly savedBy: string },
): Promise<SavedSearch> {
  await checkSearchLine(events, input.q);
  if ((await savedSearches.list()).length >= maxSavedSearches)
    throw new VialogError(
      'VALIDATION_FAILED',
      `There are ${maxSavedSearches} saved searches already; expected fewer. Delete some that are not used.`,
    );
  const now = isoOf(events.clock.now());
  const search = { savedSearchId: newId(random), ...input, savedBy, createdAt: now, changedAt: now };
  await savedSearches.add(search);
  return search;
}
