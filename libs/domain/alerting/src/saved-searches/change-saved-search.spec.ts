import { expect, test } from '@jest/globals';
import type { SavedSearch } from '@vialog/contracts';
import { RuleWorld } from '../evaluation/rule-world.fixture.ts';
import { changeSavedSearch } from './change-saved-search.ts';
import { aSavedSearch } from './saved-search-store.conformance.ts';
import { InMemorySavedSearches } from './saved-search-store.fake.ts';

const search = aSavedSearch('a');

/** Another user changes the search line between the first read and the write that follows. */
class ChangedMeanwhile extends InMemorySavedSearches {
  override async byId(savedSearchId: string): Promise<SavedSearch | undefined> {
    const read = await super.byId(savedSearchId);
    await this.replace(search, { ...search, q: 'car>=10' });
    return read;
  }
}

test('of two changes of a saved search at once, neither is lost', async () => {
  const savedSearches = new ChangedMeanwhile();
  await savedSearches.add(search);
  const ports = { savedSearches, events: new RuleWorld([]).ports };
  await changeSavedSearch(ports, search.savedSearchId, { name: 'Full' });
  expect(await savedSearches.list()).toMatchObject([{ name: 'Full', q: 'car>=10' }]);
});
