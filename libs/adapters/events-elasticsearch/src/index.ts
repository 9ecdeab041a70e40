export { openElasticStore, type ElasticEventStore, type ElasticStoreOptions } from './elastic-event-store.ts';
export { openElasticReaders, type ElasticReadersOptions } from './elastic-event-readers.ts';
export { type ConnectionSettings } from './connection.ts';
export { type AskingOptions } from './asking.ts';
export { type BulkLoopOptions } from './bulk-loop.ts';
export { type IndexShape } from './index-templates.ts';
export { type Settled } from './settle-hours.ts';
export { type SnapshotDone, type SnapshotPlace } from './snapshots.ts';
export { type Upgraded } from './upgrade-records.ts';
