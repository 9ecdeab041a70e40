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

/** What is asked of a stream; what is not named here is the broker's choice and is not compared. */
export type StreamSettings = Partial<StreamConfig> & Pick<StreamConfig, 'name' | 'subjects'>;
/** What is asked of a durable consumer. */
export type DurableSettings = Partial<ConsumerConfig> & { readonly durable_name: string };

/** Buckets: a key-value bucket and an object store are streams to the broker. */
export const registryBucket = 'vialog_registry';
export const leasesBucket = 'vialog_leases';
export const modelsBucket = 'vialog_models';

/** Every stream, by its name at the broker. A broker sets the room of each aside: their sum is what it needs. */
export const streams = {
  /** Closed slots. Kept until they are a week old; when it is full, publishers wait. */
  EVENTS: {
    ...stream('EVENTS', ['vialog.v1.counts.>']),
    discard: DiscardPolicy.New,
    max_age: nanos(7 * dayMs),
    max_bytes: 4 * gib,
    duplicate_window: nanos(2 * minuteMs),
  },
  /** What was given up, newest of each key: for people. */
  DLQ: {
    ...stream('DLQ', ['vialog.v1.dlq.>']),
    discard: DiscardPolicy.Old,
    max_age: nanos(30 * dayMs),
    max_bytes: 256 * mib,
    max_msgs_per_subject: 1,
  },
  /** The newest frame of each camera until a detector has counted it. Memory only: no frame is ever written. */
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
  /** A lease that nobody renews is gone after 9 s. */
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
 * Every durable consumer, and the stream it reads. Deliveries are not limited by the broker, which would leave a message
 * lying unread: the bus gives up, and says so. Messages that wait for another delivery do not hold up the others, so that
 * the number of those is not limited either; what is handled at one time is the puller's choice.
 */
export const consumers = {
  indexer: {
    stream: 'EVENTS',
    config: { ...durable('indexer'), max_deliver: -1, ack_wait: nanos(30 * secondMs) },
  },
  /** A frame is worth one other try, by another detector. */
  detect: {
    stream: 'FRAMES',
    config: { ...durable('detect'), max_deliver: 2, ack_wait: nanos(2 * secondMs) },
  },
} satisfies Record<string, { stream: StreamName; config: DurableSettings }>;
export type ConsumerName = keyof typeof consumers;

function stream(name: string, subjects: string[]) {
  return { name, subjects, retention: RetentionPolicy.Limits, storage: StorageType.File, num_replicas: 1 };
}

/** As the key-value client makes them, history of one. */
function bucket(name: string) {
  return {
    ...stream(`KV_${name}`, [`$KV.${name}.>`]),
    discard: DiscardPolicy.New,
    max_msgs_per_subject: 1,
    allow_rollup_hdrs: true,
    allow_direct: true,
  };
}

function durable(name: string) {
  return {
    durable_name: name,
    ack_policy: AckPolicy.Explicit,
    deliver_policy: DeliverPolicy.All,
    max_ack_pending: -1,
  };
}
