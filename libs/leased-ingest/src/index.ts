export { LeasedIngest, type IngestLog, type LeasedIngestOptions } from './leased-ingest.ts';
