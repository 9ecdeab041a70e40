import {
  AckPolicy,
  DeliverPolicy,
  DiscardPolicy,
  RetentionPolicy,
  StorageType,
  type ConsumerConfig,
  type StreamConfig,
} from '@nats-io/jetstream';
import { nanos } from '@nats-io/nats-core';

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const dayMs = 24 * 60 * minuteMs;
const gib = 1024 ** 3;
const mib = 1024 ** 2;

/** Required settings of a stream. Settings that are not listed are not compared. */
export type StreamSettings = Partial<StreamConfig> & Pick<StreamConfig, 'name' | 'subjects'>;
/** Required settings of a durable consumer. */
export type ConsumerSettings = Partial<ConsumerConfig> & { readonly durable_name: string };

/** Names of buckets. A key-value bucket and an object store are streams in the broker. */
export const registryBucket = 'vialog_registry';
export const leasesBucket = 'vialog_leases';
/** First token of the keys of detectors in the bucket of leases. Regions have no underscore. */
export const detectorLeases = '_detectors';
export const modelsBucket = 'vialog_models';

/** All streams by name. The broker reserves `max_bytes` of each, so that it needs the sum. */
export const streams = {
  /** Closed slots, kept for 7 days. While the stream is full, publishers wait. */
  EVENTS: {
    ...stream('EVENTS', ['vialog.v1.counts.>']),
    discard: DiscardPolicy.New,
    max_age: nanos(7 * dayMs),
    max_bytes: 4 * gib,
    duplicate_window: nanos(2 * minuteMs),
  },
  /** Dead letters, the newest of each key, for operators. */
  DLQ: {
    ...stream('DLQ', ['vialog.v1.dlq.>']),
    discard: DiscardPolicy.Old,
    max_age: nanos(30 * dayMs),
    max_bytes: 256 * mib,
    max_msgs_per_subject: 1,
  },
  /** The newest frame of each camera until a detector has counted it. In memory only: frames are never written to disk. */
  FRAMES: {
    ...stream('FRAMES', ['vialog.v1.frames.>']),
    storage: StorageType.Memory,
    retention: RetentionPolicy.Workqueue,
    discard: DiscardPolicy.Old,
    max_msgs_per_subject: 1,
    max_age: nanos(10 * secondMs),
    max_bytes: 512 * mib,
    duplicate_window: nanos(10 * secondMs),
  },
  /** The newest health of each camera. */
  HEALTH: {
    ...stream('HEALTH', ['vialog.v1.health.>']),
    storage: StorageType.Memory,
    discard: DiscardPolicy.Old,
    max_msgs_per_subject: 1,
    max_bytes: 64 * mib,
  },
  KV_vialog_registry: { ...bucket(registryBucket), max_bytes: 256 * mib },
  /** A lease expires after 9 s without a renewal. */
  KV_vialog_leases: { ...bucket(leasesBucket), max_age: nanos(9 * secondMs), max_bytes: 16 * mib },
  OBJ_vialog_models: {
    ...stream('OBJ_vialog_models', [`$O.${modelsBucket}.C.>`, `$O.${modelsBucket}.M.>`]),
    discard: DiscardPolicy.New,
    allow_rollup_hdrs: true,
    allow_direct: true,
    max_bytes: 2 * gib,
  },
} satisfies Record<string, StreamSettings>;
export type StreamName = keyof typeof streams;

/**
 * All durable consumers with their streams. `max_deliver` is unlimited for the bus, because the broker would leave a message
 * in the stream without a sign; the bus stores it as a dead letter instead. `max_ack_pending` is unlimited, so that messages
 * waiting for a redelivery do not block others; each client limits the messages that it handles at the same time.
 */
export const consumers = {
  indexer: {
    stream: 'EVENTS',
    config: { ...durableConsumer('indexer'), max_deliver: -1, ack_wait: nanos(30 * secondMs) },
  },
  /** A frame is redelivered once, to another detector. */
  detect: {
    stream: 'FRAMES',
    config: { ...durableConsumer('detect'), max_deliver: 2, ack_wait: nanos(2 * secondMs) },
  },
} satisfies Record<string, { stream: StreamName; config: ConsumerSettings }>;
export type ConsumerName = keyof typeof consumers;

function stream(name: string, subjects: string[]) {
  return { name, subjects, retention: RetentionPolicy.Limits, storage: StorageType.File, num_replicas: 1 };
}

/** Settings of the key-value client for a bucket with a history of one. */
function bucket(name: string) {
  return {
    ...stream(`KV_${name}`, [`$KV.${name}.>`]),
    discard: DiscardPolicy.New,
    max_msgs_per_subject: 1,
    allow_rollup_hdrs: true,
    allow_direct: true,
  };
}

function durableConsumer(name: string) {
  return {
    durable_name: name,
    ack_policy: AckPolicy.Explicit,
    deliver_policy: DeliverPolicy.All,
    max_ack_pending: -1,
  };
}
