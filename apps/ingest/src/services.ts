import { NatsDetector } from '@vialog/nats';
import { openShardedIngest, type OpenShardedIngest } from '@vialog/compose-ingest';
import {
  brokerAccess,
  frameAnswers,
  systemClock,
  systemTimers,
  type ServiceStart,
} from '@vialog/service-runtime';
import type { Configuration } from './configuration.ts';

/** Everything an ingest is made of, opened and not yet sampling. */
export type Services = OpenShardedIngest<NatsDetector>;

/** Waits for the broker. Frames are counted by whichever detectors there are. */
export function openServices(
  configuration: Configuration,
  { logger, metrics, dependencies }: ServiceStart,
  searchPath: string,
): Promise<Services> {
  return openShardedIngest({
    ...{ service: 'ingest', logger, dependencies, clock: systemClock, timers: systemTimers },
    ...{ access: brokerAccess(configuration), settings: configuration, searchPath },
    region: configuration.VIALOG_REGION,
    onAnswer: frameAnswers(metrics),
    goOnWhileAway: false,
    detector: ({ link, keeper }) =>
      new NatsDetector({
        connection: link.connection,
        clock: systemClock,
        fenceOf: (cameraId) => keeper.fenceOf(cameraId),
      }),
  });
}
