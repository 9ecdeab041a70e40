import { cellsConformance, eventStoreConformance } from '@vialog/events/conformance';
import { temporaryStore } from './temporary-store.fixture.ts';

eventStoreConformance('SqliteEventStore', (clock) => temporaryStore(clock));
cellsConformance((clock) => temporaryStore(clock));
