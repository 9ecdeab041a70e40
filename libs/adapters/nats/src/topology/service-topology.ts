import type { ServiceName } from '../connection/service-names.ts';
import type { ConsumerName, StreamName } from './streams.ts';

/** Streams and consumers that a service needs. */
export interface Topology {
  readonly streams: readonly StreamName[];
  readonly consumers: readonly ConsumerName[];
  /** Whether the service creates missing streams and consumers. Otherwise it waits until another service has created them. */
  readonly creates: boolean;
}

const capture: readonly StreamName[] = [
  'EVENTS',
  'HEALTH',
  'KV_vialog_registry',
  'KV_vialog_leases',
  'OBJ_vialog_models',
];

/** Streams and consumers of each service. The first service with `creates` that starts creates a stream. */
export const serviceTopology: Readonly<Record<ServiceName, Topology>> = {
  api: {
    streams: ['EVENTS', 'HEALTH', 'DLQ', 'KV_vialog_registry', 'OBJ_vialog_models'],
    consumers: [],
    creates: true,
  },
  ingest: { streams: [...capture, 'FRAMES'], consumers: ['detect'], creates: true },
  edge: { streams: capture, consumers: [], creates: true },
  indexer: { streams: ['EVENTS', 'DLQ'], consumers: ['indexer'], creates: true },
  detector: {
    streams: ['FRAMES', 'KV_vialog_leases', 'OBJ_vialog_models'],
    consumers: ['detect'],
    creates: false,
  },
};
