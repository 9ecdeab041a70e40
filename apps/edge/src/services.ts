import { randomUUID } from 'node:crypto';
import { ObjectModelStore, openLink, type NatsLink } from '@vialog/bus-nats';
import { frameSources } from '@vialog/capture-sources';
import { OnnxDetectorPool } from '@vialog/detection-onnx';
import { LeasedIngest } from '@vialog/leased-ingest';
import {
  brokerAccess,
  frameAnswers,
  systemClock,
  systemTimers,
  type ServiceStart,
} from '@vialog/service-kit';
import type { Configuration } from './configuration.ts';

/** Everything an edge is made of, opened and not yet sampling. */
export interface Services {
  readonly link: NatsLink;
  readonly detectors: OnnxDetectorPool;
  readonly cameras: LeasedIngest;
}

/** Waits for the broker. Frames are counted here: only numbers leave this host, and they wait here while it is cut off. */
export async function openServices(
  configuration: Configuration,
  { logger, metrics, room }: ServiceStart,
  searchPath: string,
): Promise<Services> {
  const report = (line: string): void => logger.warn(line);
  const access = brokerAccess(configuration);
  const link = await room.for('broker', openLink({ ...access, service: 'edge', report }));
  const detectors = new OnnxDetectorPool({
    models: new ObjectModelStore(link.connection),
    childrenPerModel: configuration.VIALOG_DETECTORS,
    maxChildren: Math.max(4, 2 * configuration.VIALOG_DETECTORS),
    onEvent: ({ level, modelId, message }) => logger[level]({ modelId }, message),
  });
  const cameras = new LeasedIngest({
    ...{ link, logger, clock: systemClock, timers: systemTimers },
    region: configuration.VIALOG_REGION,
    onAnswer: frameAnswers(metrics),
    goOnWhileAway: true,
    member: randomUUID().replaceAll('-', ''),
    source: frameSources({ settings: configuration, searchPath, clock: systemClock }),
    detector: () => detectors,
  });
  return { link, detectors, cameras };
}
