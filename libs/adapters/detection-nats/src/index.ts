export { FrameBacklog, type FrameBacklogStats } from './frame-backlog.ts';
export { type FrameEvent } from './frame-counting.ts';
export { FrameWorker, type FrameWorkerOptions } from './frame-worker.ts';
export { NatsDetector, type NatsDetectorOptions } from './nats-detector.ts';
export { TrackedFrameWorker, type TrackedFrameWorkerOptions } from './tracked-frame-worker.ts';
export { replyModelReadiness } from './model-readiness.ts';
