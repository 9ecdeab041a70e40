import { eventStoreEquivalence } from '@vialog/events/conformance';
import { temporaryStore } from './temporary-store.fixture.ts';

// A few histories through thread and process; direct-store.spec.ts runs many through the same code without them.
eventStoreEquivalence('SqliteEventStore', (clock) => temporaryStore(clock), 4);
