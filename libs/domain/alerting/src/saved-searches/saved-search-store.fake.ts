import type { SavedSearch } from '@vialog/contracts';
import type { SavedSearchStore } from './saved-search-store.port.ts';

/** Saved searches in memory. */
export class InMemorySavedSearches implements SavedSearchStore {
  readonly #searches = new Map<string, SavedSearch>();

  add(search: SavedSearch): Promise<void> {
    this.#searches.set(search.savedSearchId, search);
    return Promise.resolve();
  }

  replace(before: SavedSearch, after: SavedSearch): Promise<boolean> {
    const isCurrent = JSON.stringify(this.#searches.get(before.savedSearchId)) === JSON.stringify(before);
    if (isCurrent) this.#searches.set(after.savedSearchId, after);
    return Promise.resolve(isCurrent);
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
