export { cellResolutions, cellsOf } from './cells-of.ts';
export { CameraWorker, type CameraPorts } from './camera-worker.ts';
export { EventOutlet, type EventSink } from './event-outlet.ts';
export { Ingest, type IngestPorts, type LastSlotEnd } from './ingest.ts';
export { fromNowOn, inForceAt } from './versions.ts';
