import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { SavedSearch } from '@vialog/contracts';
import type { SavedSearchStore } from './saved-search-store.port.ts';

export interface SavedSearchesUnderTest {
  readonly savedSearches: SavedSearchStore;
  close(): Promise<void>;
}

/** Tests for every store of saved searches. */
export function savedSearchStoreConformance(name: string, open: () => Promise<SavedSearchesUnderTest>): void {
  describe(`saved searches: ${name}`, () => {
    let opened: SavedSearchesUnderTest;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.close());

    test('saved searches are listed in the order of their creation', async () => {
      const { savedSearches } = opened;
      const [first, second, third] = [
        aSavedSearch('b', { createdAt: '2026-03-02T08:00:00.000Z' }),
        aSavedSearch('a', { createdAt: '2026-03-02T09:00:00.000Z' }),
        aSavedSearch('c', { createdAt: '2026-03-02T09:00:00.000Z' }),
      ];
      for (const search of [third, first, second]) await savedSearches.add(search);
      expect(await savedSearches.list()).toEqual([first, second, third]);
      expect(await savedSearches.byId(second.savedSearchId)).toEqual(second);
      expect(await savedSearches.byId('none00000000')).toBeUndefined();
    });

    test('a saved search is replaced only if it is still as it was read, and its old fields disappear', async () => {
      const { savedSearches } = opened;
      const search = aSavedSearch('a');
      await savedSearches.add(search);
      const changed = { ...search, name: '北停车场 "full"', q: 'occupancy>=90%' };
      expect(await savedSearches.replace(search, changed)).toBe(true);
      expect(await savedSearches.list()).toEqual([changed]);
      expect(await savedSearches.replace(search, search)).toBe(false);
      const unknown = aSavedSearch('b');
      expect(await savedSearches.replace(unknown, unknown)).toBe(false);
      expect(await savedSearches.list()).toEqual([changed]);
    });

    test('a saved search is removed once', async () => {
      const { savedSearches } = opened;
      const [removed, kept] = [aSavedSearch('a'), aSavedSearch('b')];
      for (const search of [removed, kept]) await savedSearches.add(search);
      expect(await savedSearches.remove(removed.savedSearchId)).toBe(true);
      expect(await savedSearches.remove(removed.savedSearchId)).toBe(false);
      expect(await savedSearches.list()).toEqual([kept]);
    });
  });
}

export function aSavedSearch(id: string, changes: Partial<SavedSearch> = {}): SavedSearch {
  return {
    savedSearchId: id.padStart(12, '0'),
    name: `Search ${id}`,
    q: 'occupancy>=85% last:2h',
    savedBy: 'administrator',
    createdAt: '2026-03-02T08:00:00.000Z',
    changedAt: '2026-03-02T08:00:00.000Z',
    ...changes,
  };
}
