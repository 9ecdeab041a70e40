import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock, CountEvent } from '@vialog/contracts';
import { eventStoreConformance, eventStoreEquivalence, type EventStore } from '@vialog/events/conformance';
import { directStore } from './direct-store.fixture.ts';
import { memoryFolder } from './temporary-store.fixture.ts';

type Direct = ReturnType<typeof directStore>['store'];

function makeWith(change: (store: Direct) => EventStore) {
  return (clock: Clock) => {
    const folder = mkdtempSync(join(memoryFolder, 'vialog-direct-'));
    const { store, close } = directStore(folder, clock);
    return Promise.resolve({
      store: change(store),
      close: () => {
        close();
        rmSync(folder, { recursive: true });
        return Promise.resolve();
      },
    });
  };
}

/** Copies the sums of closed days after every batch, so that every reply about them comes from the copies. */
const copying = (store: Direct): EventStore => ({
  ...store,
  append: async (events: readonly CountEvent[]) => {
    const verdicts = await store.append(events);
    store.rollUp();
    return verdicts;
  },
});

eventStoreConformance(
  'the store in one thread',
  makeWith((store) => store),
);
eventStoreConformance('the store in one thread with copied days', makeWith(copying));
eventStoreEquivalence(
  'the store in one thread',
  makeWith((store) => store),
  60,
);
eventStoreEquivalence('the store in one thread with copied days', makeWith(copying), 40);
