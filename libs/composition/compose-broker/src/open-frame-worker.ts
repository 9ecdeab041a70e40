import { randomUUID } from 'node:crypto';
import type { Detector } from '@vialog/detection';
import { FrameBacklog, FrameWorker, TrackedFrameWorker, type FrameEvent } from '@vialog/detection-nats';
import { ShardKeeper } from '@vialog/ingest';
import { NatsLeaseStore } from '@vialog/ingest-nats';
import { detectorLeases, type NatsLink } from '@vialog/nats';
import { type Metrics } from '@vialog/observability';
import { systemClock, systemTimers, type ServiceStart } from '@vialog/service-runtime';
import type { Logger } from 'pino';

export interface OpenFrameWorkerOptions {
  readonly link: NatsLink;
  readonly detector: Detector;
  /** Frames counted at the same time: one for each process of the detector. */
  readonly inFlight: number;
  readonly start: Pick<ServiceStart, 'logger' | 'metrics'>;
}

export interface OpenFrameWorker {
  readonly worker: FrameWorker;
  /** Counts the frames of cameras with tracked zones. */
  readonly trackedWorker: TrackedFrameWorker;
  /** Holds the tracking partitions of this detector. */
  readonly partitions: ShardKeeper;
  readonly backlog: FrameBacklog;
}

/** Counts frames of the broker with a detector; receives nothing before `start()` of the two workers. */
export function openFrameWorker({
  link: { connection },
  detector,
  inFlight,
  start: { logger, metrics },
}: OpenFrameWorkerOptions): OpenFrameWorker {
  const onEvent = frameEventListener(logger, metrics);
  const report = (line: string): void => logger.warn(line);
  const counting = { connection, detector, clock: systemClock, report, onEvent };
  const partitions = new ShardKeeper({
    store: new NatsLeaseStore(connection, detectorLeases),
    clock: systemClock,
    region: 'detectors',
    member: randomUUID().replaceAll('-', ''),
    onError: (what, error) =>
      logger.warn({ why: Error.isError(error) ? error.message : String(error) }, `${what} failed`),
  });
  return {
    worker: new FrameWorker({ ...counting, inFlight }),
    trackedWorker: new TrackedFrameWorker({ ...counting, partitions, pause: systemTimers.pause }),
    partitions,
    backlog: new FrameBacklog(connection, { report }),
  };
}

function frameEventListener(logger: Logger, metrics: Metrics): (event: FrameEvent) => void {
  const frames = metrics.counter('vialog_frames_total', 'Frames by outcome', ['kind']);
  return (event) => {
    frames.inc({ kind: event.kind });
    logFrameEvent(logger, event);
  };
}

/** Counted and expired frames are frequent and appear in the metrics only; the worker reports when many expire. */
function logFrameEvent(logger: Logger, { kind, cameraId, detail, traceId }: FrameEvent): void {
  switch (kind) {
    case 'counted':
    case 'expired':
      return;
    case 'stale':
    case 'failed':
    case 'unavailable':
      return logger.warn({ cameraId, detail, traceId }, `frame ${kind}`);
    case 'invalid':
      return logger.error(
        { cameraId, detail, traceId },
        'invalid frame: its header or size breaks the contract',
      );
  }
}
