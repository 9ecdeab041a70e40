import type { SavedSearch } from '@vialog/contracts';

/** Keeps the saved searches of an installation. */
export interface SavedSearchStore {
  add(search: SavedSearch): Promise<void>;
  /** Replaces a saved search if it is still as it was read; false if it was changed or removed meanwhile. */
  replace(before: SavedSearch, after: SavedSearch): Promise<boolean>;
  /** False if there is no saved search with this id. */
  remove(savedSearchId: string): Promise<boolean>;
  byId(savedSearchId: string): Promise<SavedSearch | undefined>;
  /** All, in the order of their creation, then by id. */
  list(): Promise<readonly SavedSearch[]>;
}
