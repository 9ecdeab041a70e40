export {
  openSqliteEventStore,
  type SqliteEventStore,
  type SqliteEventStoreOptions,
  type StoreState,
} from './sqlite-event-store.ts';
