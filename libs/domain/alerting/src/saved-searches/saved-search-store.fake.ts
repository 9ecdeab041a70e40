import type { SavedSearch } from '@vialog/contracts';
import type { SavedSearchStore } from './saved-search-store.port.ts';

/** Saved searches in memory. */
export class InMemorySavedSearches implements SavedSearchStore {
  readonly #searches = new Map<string, SavedSearch>();

  add(search: SavedSearch): Promise<void> {
    this.#searches.set(search.savedSearchId, search);
    return Promise.resolve();
  }

  replace(search: SavedSearch): Promise<boolean> {
    const exists = this.#searches.has(search.savedSearchId);
    if (exists) this.#searches.set(search.savedSearchId, search);
    return Promise.resolve(exists);
  }

  remove(savedSearchId: string): Promise<boolean> {
    return Promise.resolve(this.#searches.delete(savedSearchId));
  }

  byId(savedSearchId: string): Promise<SavedSearch | undefined> {
    return Promise.resolve(this.#searches.get(savedSearchId));
  }

  list(): Promise<readonly SavedSearch[]> {
    const order = ({ createdAt, savedSearchId }: SavedSearch) =>
      `${Date.parse(createdAt)} ${savedSearchId}`.padStart(40, '0');
    return Promise.resolve([...this.#searches.values()].toSorted((a, b) => (order(a) < order(b) ? -1 : 1)));
  }
}
