import type { CountEvent } from '@vialog/contracts';
import { eventStoreEquivalence } from '@vialog/events/conformance';
import { temporaryStore } from './temporary-store.ts';

eventStoreEquivalence('SqliteEventStore', (clock) => temporaryStore(clock));

// The same with the sums of closed days read from the roll-ups, copied anew after every batch that touches them.
eventStoreEquivalence('SqliteEventStore with copied days', async (clock) => {
  const { store, close } = await temporaryStore(clock);
  const append = store.append.bind(store);
  store.append = async (events: readonly CountEvent[]) => {
    const verdicts = await append(events);
    await store.rollUp();
    return verdicts;
  };
  return { store, close };
});
