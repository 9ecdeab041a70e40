export {
  openSqliteEventStore,
  type SqliteEventStore,
  type SqliteEventStoreOptions,
  type StoreState,
} from './sqlite-event-store.ts';
export { openSqliteEventReaders, type ReadingOptions } from './sqlite-event-readers.ts';
