export {
  LeasedIngest,
  type DetectorSurroundings,
  type IngestLog,
  type LeasedIngestOptions,
} from './leased-ingest.ts';
export { openCapture, type Capture, type OpenCaptureOptions } from './open-capture.ts';
