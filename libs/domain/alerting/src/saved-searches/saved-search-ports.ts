import type { RandomBytes } from '@vialog/contracts';
import type { EventPorts } from '@vialog/events';
import type { SavedSearchStore } from './saved-search-store.port.ts';

/** What the use cases of saved searches need; the event ports check search lines. */
export interface SavedSearchPorts {
  readonly savedSearches: SavedSearchStore;
  readonly events: EventPorts;
  readonly random: RandomBytes;
}
