export { ShardedIngest, type DetectorContext, type ShardedIngestOptions } from './sharded-ingest.ts';
export {
  openShardedIngest,
  type OpenShardedIngest,
  type OpenShardedIngestOptions,
} from './open-sharded-ingest.ts';
export { remoteDetector } from './remote-detector.ts';
