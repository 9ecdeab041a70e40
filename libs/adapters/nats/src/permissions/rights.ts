import type { ServiceName } from '../connection/service-names.ts';
import type { ConsumerName, StreamName } from '../topology/streams.ts';

/** What a service may do, besides seeing to the streams it needs (needs.ts). */
export interface Rights {
  /** Subjects it publishes. */
  readonly sends: readonly string[];
  /** Subjects it listens to, besides its own inbox. */
  readonly hears: readonly string[];
  /** Streams and buckets it reads along with consumers of its own. */
  readonly reads: readonly StreamName[];
  /** Buckets it changes. */
  readonly writes: readonly StreamName[];
  /** Of these, buckets it removes things from for good: an erased camera, an object that is replaced. */
  readonly purges: readonly StreamName[];
  /** Durables it works off. */
  readonly worksOff: readonly ConsumerName[];
  /** Whether it answers requests, wherever the answer is wanted. */
  readonly answers: boolean;
}

const counts = 'vialog.v1.counts.>';
const health = 'vialog.v1.health.>';
const answers = 'vialog.v1.answers.>';
const lastSlots = 'vialog.v1.last-slots';

const capture: Rights = {
  sends: [counts, health, lastSlots],
  hears: [],
  reads: ['KV_vialog_registry', 'KV_vialog_leases', 'OBJ_vialog_models'],
  writes: ['KV_vialog_leases'],
  purges: [],
  worksOff: [],
  answers: false,
};

/** The one table of who may do what; the server's configuration is written from it. */
export const rights: Readonly<Record<ServiceName, Rights>> = {
  api: {
    sends: [],
    hears: [],
    reads: ['EVENTS', 'HEALTH', 'DLQ', 'KV_vialog_registry', 'OBJ_vialog_models'],
    writes: ['KV_vialog_registry', 'OBJ_vialog_models'],
    purges: ['KV_vialog_registry', 'OBJ_vialog_models'],
    worksOff: [],
    answers: false,
  },
  ingest: { ...capture, sends: [...capture.sends, 'vialog.v1.frames.>'], hears: [answers] },
  edge: capture,
  indexer: {
    sends: ['vialog.v1.dlq.>'],
    hears: [lastSlots],
    reads: ['DLQ'],
    writes: [],
    purges: [],
    worksOff: ['indexer'],
    answers: true,
  },
  /** Sees frames and models, says numbers. */
  detector: {
    sends: [answers],
    hears: [],
    reads: ['OBJ_vialog_models'],
    writes: [],
    purges: [],
    worksOff: ['detect'],
    answers: false,
  },
};
