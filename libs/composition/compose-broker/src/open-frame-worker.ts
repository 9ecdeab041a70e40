import type { Detector } from '@vialog/detection';
import { FrameBacklog, FrameWorker, type FrameEvent } from '@vialog/detection-nats';
import type { NatsLink } from '@vialog/nats';
import { type Metrics } from '@vialog/observability';
import { systemClock, type ServiceStart } from '@vialog/service-runtime';
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
  readonly backlog: FrameBacklog;
}

/** Counts frames of the broker with a detector; pulls nothing before `worker.start()`. */
export function openFrameWorker({
  link: { connection },
  detector,
  inFlight,
  start: { logger, metrics },
}: OpenFrameWorkerOptions): OpenFrameWorker {
  const onEvent = frameEventListener(logger, metrics);
  const report = (line: string): void => logger.warn(line);
  return {
    worker: new FrameWorker({ connection, detector, clock: systemClock, inFlight, report, onEvent }),
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
