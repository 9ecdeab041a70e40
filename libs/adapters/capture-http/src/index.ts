export { SnapshotSource, type SnapshotSourceOptions } from './snapshot-source.ts';
