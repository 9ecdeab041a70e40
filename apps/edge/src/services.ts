import { openDetectors, type OnnxDetectorPool } from '@vialog/detection-onnx';
import { openShardedIngest, type OpenShardedIngest } from '@vialog/compose-ingest';
import {
  brokerAccess,
  frameAnswers,
  systemClock,
  systemTimers,
  type ServiceStart,
} from '@vialog/service-runtime';
import type { Configuration } from './configuration.ts';

/** Everything an edge is made of, opened and not yet sampling. */
export type Services = OpenShardedIngest<OnnxDetectorPool>;

/** Waits for the broker. Frames are counted here: only numbers leave this host, and they wait here while it is cut off. */
export function openServices(
  configuration: Configuration,
  { logger, metrics, dependencies }: ServiceStart,
  searchPath: string,
): Promise<Services> {
  return openShardedIngest({
    ...{ service: 'edge', logger, dependencies, clock: systemClock, timers: systemTimers },
    ...{ access: brokerAccess(configuration), settings: configuration, searchPath },
    region: configuration.VIALOG_REGION,
    onAnswer: frameAnswers(metrics),
    goOnWhileAway: true,
    detector: ({ models }) => openDetectors({ models, detectors: configuration.VIALOG_DETECTORS, logger }),
  });
}
