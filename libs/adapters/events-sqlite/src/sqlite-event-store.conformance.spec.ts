import { cellsConformance, eventStoreConformance } from '@vialog/events/conformance';
import { successiveStores } from './successive-stores.fixture.ts';

const makeStore = successiveStores();

eventStoreConformance('SqliteEventStore', makeStore);
cellsConformance(makeStore);
