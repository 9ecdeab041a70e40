import type { ServiceName } from '../connection/service-names.ts';
import type { DurableName, StreamName } from './streams.ts';

/** What a service needs at the broker. */
export interface Needs {
  readonly streams: readonly StreamName[];
  readonly durables: readonly DurableName[];
  /** Whether it makes what is missing; else it waits until another service has. */
  readonly makes: boolean;
}

const capture: readonly StreamName[] = [
  'EVENTS',
  'HEALTH',
  'KV_vialog_registry',
  'KV_vialog_leases',
  'OBJ_vialog_models',
];

/** Who needs what. Each stream is made by whoever comes first of those that make. */
export const needs: Readonly<Record<ServiceName, Needs>> = {
  api: {
    streams: ['EVENTS', 'HEALTH', 'DLQ', 'KV_vialog_registry', 'OBJ_vialog_models'],
    durables: [],
    makes: true,
  },
  ingest: { streams: [...capture, 'FRAMES'], durables: ['detect'], makes: true },
  edge: { streams: capture, durables: [], makes: true },
  indexer: { streams: ['EVENTS', 'DLQ'], durables: ['indexer'], makes: true },
  detector: { streams: ['FRAMES', 'OBJ_vialog_models'], durables: ['detect'], makes: false },
};
