export {
  eventStoreLocation,
  type EventStoreLocation,
  type EventStoreSettings,
} from './event-store-location.ts';
export { openEventReaders, openEventStore } from './open-event-store.ts';
export { measuredWriter } from './measured-writer.ts';
export { addStoreMetrics } from './store-metrics.ts';
export { watchChanges, type WatchChangesOptions } from './watch-changes.ts';
