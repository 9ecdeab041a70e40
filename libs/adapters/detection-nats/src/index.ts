export { FrameBacklog, type FrameBacklogStats } from './frame-backlog.ts';
export { FrameWorker, type FrameEvent, type FrameWorkerOptions } from './frame-worker.ts';
export { NatsDetector, type NatsDetectorOptions } from './nats-detector.ts';
