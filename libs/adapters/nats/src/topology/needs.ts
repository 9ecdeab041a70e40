import type { ServiceName } from '../connection/service-names.ts';
import type { ConsumerName, StreamName } from './streams.ts';

/** What a service needs at the broker. */
export interface Topology {
  readonly streams: readonly StreamName[];
  readonly consumers: readonly ConsumerName[];
  /** Whether it makes what is missing; else it waits until another service has. */
  readonly creates: boolean;
}

const capture: readonly StreamName[] = [
  'EVENTS',
  'HEALTH',
  'KV_vialog_registry',
  'KV_vialog_leases',
  'OBJ_vialog_models',
];

/** Who needs what. Each stream is made by whoever comes first of those that make. */
export const serviceTopology: Readonly<Record<ServiceName, Topology>> = {
  api: {
    streams: ['EVENTS', 'HEALTH', 'DLQ', 'KV_vialog_registry', 'OBJ_vialog_models'],
    consumers: [],
    creates: true,
  },
  ingest: { streams: [...capture, 'FRAMES'], consumers: ['detect'], creates: true },
  edge: { streams: capture, consumers: [], creates: true },
  indexer: { streams: ['EVENTS', 'DLQ'], consumers: ['indexer'], creates: true },
  detector: { streams: ['FRAMES', 'OBJ_vialog_models'], consumers: ['detect'], creates: false },
};
