import type { ServiceName } from '../connection/service-names.ts';
import { detectorLeases, leasesBucket, type ConsumerName, type StreamName } from '../topology/streams.ts';

/** Rights of a service in addition to creating its streams (service-topology.ts). */
export interface Rights {
  /** Subjects it publishes to. */
  readonly publishes: readonly string[];
  /** Subjects it subscribes to, in addition to its inbox. */
  readonly subscribes: readonly string[];
  /** Streams and buckets it reads with ephemeral consumers. */
  readonly reads: readonly StreamName[];
  /** Buckets it writes to. */
  readonly writes: readonly StreamName[];
  /** Buckets it purges entries of: erased cameras, replaced objects. */
  readonly purges: readonly StreamName[];
  /** Subjects that it must not publish to, within a bucket that it writes. */
  readonly denied: readonly string[];
  /** Durable consumers it pulls from. */
  readonly consumes: readonly ConsumerName[];
  /** Whether it replies to requests. */
  readonly replies: boolean;
}

/** Leases by which the tracked cameras are divided among the detectors. */
const trackingLeases = `$KV.${leasesBucket}.${detectorLeases}.>`;
const counts = 'vialog.v1.counts.>';
/** Counts of counters, which the API receives; published as of a region of this name. */
const counterCounts = 'vialog.v1.counts.counters';
const health = 'vialog.v1.health.>';
const replies = 'vialog.v1.answers.>';
/** Frames of cameras with tracked zones, for the detector that holds the lease of the camera's partition. */
const trackedFrames = 'vialog.v1.tracked.>';
const lastSlots = 'vialog.v1.last-slots';
/** Requests of an ingest to the detectors to load a model. */
const modelRequests = 'vialog.v1.models.prepare';
/** Requests of the API to the processes that capture cameras. */
const ingestRequests = 'vialog.v1.ingest.>';

const capture: Rights = {
  publishes: [counts, health, lastSlots],
  subscribes: [ingestRequests],
  reads: ['KV_vialog_registry', 'KV_vialog_leases', 'OBJ_vialog_models'],
  writes: ['KV_vialog_leases'],
  denied: [trackingLeases],
  purges: [],
  consumes: [],
  replies: true,
};

/** Rights of all services. The configuration of nats-server is generated from this table. */
export const rights: Readonly<Record<ServiceName, Rights>> = {
  api: {
    publishes: [ingestRequests, counterCounts],
    subscribes: [],
    reads: ['EVENTS', 'HEALTH', 'DLQ', 'KV_vialog_registry', 'OBJ_vialog_models'],
    writes: ['KV_vialog_registry', 'OBJ_vialog_models'],
    denied: [],
    purges: ['KV_vialog_registry', 'OBJ_vialog_models'],
    consumes: [],
    replies: false,
  },
  ingest: {
    ...capture,
    publishes: [...capture.publishes, 'vialog.v1.frames.>', trackedFrames, modelRequests],
    subscribes: [...capture.subscribes, replies],
  },
  edge: capture,
  indexer: {
    publishes: ['vialog.v1.dlq.>'],
    subscribes: [lastSlots],
    reads: ['DLQ'],
    writes: [],
    denied: [],
    purges: [],
    consumes: ['indexer'],
    replies: true,
  },
  /** Reads frames and models, publishes counts only, and holds leases of tracking partitions. */
  detector: {
    publishes: [replies, trackingLeases],
    subscribes: [trackedFrames, modelRequests],
    reads: ['KV_vialog_leases', 'OBJ_vialog_models'],
    writes: [],
    denied: [],
    purges: [],
    consumes: ['detect'],
    replies: true,
  },
};
