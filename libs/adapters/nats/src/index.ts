export { serviceNames, inboxOf, type ServiceName } from './connection/service-names.ts';
export { ServerTooOld, SignInRefused, leastServerVersion } from './connection/connection-errors.ts';
export { connectToBroker, type ConnectOptions } from './connection/connect.ts';
export { NatsLink, openLink, type LinkOptions } from './connection/nats-link.ts';
export { assertTopology, TopologyMismatch, type TopologyOptions } from './topology/assert-topology.ts';
export { NatsBus, type NatsBusFigures, type NatsBusOptions } from './bus/nats-bus.ts';
export { readTrace, writeTrace } from './trace/trace-headers.ts';
export { permissionsOf, type Permissions } from './permissions/permissions.ts';
export { rights, type Rights } from './permissions/rights.ts';
export { natsServerConfig, passwordVariable, type ServerConfigOptions } from './permissions/server-config.ts';
export { needs, type Needs } from './topology/needs.ts';
export {
  durables,
  leasesBucket,
  modelsBucket,
  registryBucket,
  streams,
  type DurableName,
  type StreamName,
} from './topology/streams.ts';
export { FrameBacklog, type FrameBacklogFigures } from './frames/frame-backlog.ts';
export { FrameWorker, type FrameEvent, type FrameWorkerOptions } from './frames/frame-worker.ts';
export { NatsDetector, type NatsDetectorOptions } from './frames/nats-detector.ts';
export { afterBacklog } from './last-slots/after-backlog.ts';
export { answerLastSlots, askLastSlots, type EndsOf } from './last-slots/last-slots.ts';
export { NatsLeaseStore } from './leases/nats-lease-store.ts';
export { ObjectModelStore, putModels } from './models/object-model-store.ts';
export { KvRegistryFeed } from './registry-feed/kv-registry-feed.ts';
export { KvRegistryMirror, type MirrorOptions } from './registry-feed/kv-registry-mirror.ts';
