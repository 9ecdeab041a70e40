import type { Ingest, IngestHandlers } from '@vialog/ingest';

export interface IngestHandlersOptions {
  readonly ingest: Ingest;
}

/** What a process that captures cameras answers to the API: the same in both profiles. */
export function ingestHandlers(_options: IngestHandlersOptions): IngestHandlers {
  return {};
}
