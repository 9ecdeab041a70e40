import {
  FrameBacklog,
  FrameWorker,
  ObjectModelStore,
  openLink,
  type FrameEvent,
  type NatsLink,
} from '@vialog/nats';
import { openDetectors, type OnnxDetectorPool } from '@vialog/detection-onnx';
import { brokerAccess, systemClock, type ServiceStart } from '@vialog/service-runtime';
import type { Logger } from 'pino';
import type { Configuration } from './configuration.ts';

/** Everything a detector is made of, opened and not yet pulling frames. */
export interface Services {
  readonly link: NatsLink;
  readonly detectors: OnnxDetectorPool;
  readonly worker: FrameWorker;
  readonly backlog: FrameBacklog;
}

/** Waits for the broker and the streams others make there. */
export async function openServices(
  configuration: Configuration,
  { logger, dependencies, metrics }: ServiceStart,
): Promise<Services> {
  const report = (line: string): void => logger.warn(line);
  const access = brokerAccess(configuration);
  const link = await dependencies.waitFor('broker', openLink({ ...access, service: 'detector', report }));
  const detectors = openDetectors({
    models: new ObjectModelStore(link.connection),
    detectors: configuration.VIALOG_DETECTORS,
    logger,
  });
  const frames = metrics.counter('vialog_frames_total', 'Frames by what became of them', ['kind']);
  const worker = new FrameWorker({
    connection: link.connection,
    detector: detectors,
    clock: systemClock,
    inFlight: configuration.VIALOG_DETECTORS,
    report,
    onEvent: (event) => {
      frames.inc({ kind: event.kind });
      tell(logger, event);
    },
  });
  return { link, detectors, worker, backlog: new FrameBacklog(link.connection) };
}

/** Frames that were counted or came too late are everyday and only in the metrics; the worker says where many are late. */
function tell(logger: Logger, { kind, cameraId, detail, traceId }: FrameEvent): void {
  switch (kind) {
    case 'counted':
    case 'expired':
      return;
    case 'stale':
    case 'failed':
    case 'unavailable':
      return logger.warn({ cameraId, detail, traceId }, `frame ${kind}`);
    case 'misfit':
      return logger.error({ cameraId, detail, traceId }, 'a frame does not fit its contract');
  }
}
