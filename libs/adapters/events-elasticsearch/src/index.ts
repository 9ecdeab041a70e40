export { openElasticStore, type ElasticEventStore, type ElasticStoreOptions } from './elastic-event-store.ts';
export { openElasticReaders, type ElasticReadersOptions } from './elastic-event-readers.ts';
export { type ConnectionSettings } from './connection.ts';
export { type BoundedClientOptions } from './bounded-client.ts';
export { type BulkWriterOptions } from './bulk-writer.ts';
export { type IndexShape } from './index-templates.ts';
export { type FinaliseResult } from './finalise-hours.ts';
export { type SnapshotResult, type SnapshotRepository } from './snapshots.ts';
export { type UpgradedIndex } from './upgrade-records.ts';
