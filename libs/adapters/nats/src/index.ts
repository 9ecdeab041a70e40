export { serviceNames, inboxPrefix, type ServiceName } from './connection/service-names.ts';
export {
  UnsupportedServerVersion,
  AuthenticationFailed,
  minServerVersion,
} from './connection/connection-errors.ts';
export { connectToBroker, type ConnectOptions } from './connection/connect.ts';
export { FaultReporter } from './connection/fault-reporter.ts';
export { NatsLink, openLink, type LinkOptions } from './connection/nats-link.ts';
export { assertTopology, TopologyMismatch, type TopologyOptions } from './topology/assert-topology.ts';
export { packRecord, unpackRecord, type RecordPayload } from './payload/record-payload.ts';
export { readTrace, writeTrace } from './trace/trace-headers.ts';
export { permissionsOf, type Permissions } from './permissions/permissions.ts';
export { rights, type Rights } from './permissions/rights.ts';
export { natsServerConfig, passwordVariable, type ServerConfigOptions } from './permissions/server-config.ts';
export { serviceTopology, type Topology } from './topology/service-topology.ts';
export {
  consumers,
  detectorLeases,
  leasesBucket,
  modelsBucket,
  registryBucket,
  streams,
  type ConsumerName,
  type StreamName,
} from './topology/streams.ts';
