export { CameraWorker, type CameraPorts } from './camera-worker.ts';
export {
  EventBuffer,
  type EventSink,
  type EventBufferOptions,
  type EventBufferState,
} from './event-buffer.ts';
export { Ingest, type IngestPorts } from './ingest.ts';
export { leaseTermMs, type Lease, type LeaseStore } from './sharding/lease-store.port.ts';
export { type Ownership } from './sharding/ownership.port.ts';
export { sendCounts } from './send-counts.ts';
export { sendHealth, type SendHealthPorts } from './send-health.ts';
export { lostMs, renewMs, ShardKeeper, type ShardKeeperOptions } from './sharding/shard-keeper.ts';
export { regionOf } from '@vialog/registry';
export { shardCount, shardOf } from './sharding/shards.ts';
export { type LastSlotEnd } from './take-overs.ts';
export { currentAndLaterVersions, versionInForceAt } from './camera-versions.ts';
export {
  ingestFailure,
  type IngestSuccess,
  type IngestDelivery,
  type IngestHandlers,
  type IngestReply,
  type IngestRequests,
  type IngestTarget,
} from './requests/ingest-requests.port.ts';
export { pictureHandlers, type PictureHandlerPorts } from './requests/picture-handlers.ts';
export { LiveTrials, type LiveTrialPorts } from './requests/live-trials.ts';
export { LocalIngestRequests } from './requests/local-ingest-requests.ts';
export { maxOpenRequests, RequestDesk } from './requests/request-desk.ts';
export { confirmViewHandler } from './requests/confirm-view.ts';
