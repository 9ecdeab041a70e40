import { randomUUID } from 'node:crypto';
import { NatsDetector, openLink, type NatsLink } from '@vialog/bus-nats';
import { frameSources } from '@vialog/capture-sources';
import { LeasedIngest } from '@vialog/leased-ingest';
import {
  brokerAccess,
  frameAnswers,
  systemClock,
  systemTimers,
  type ServiceStart,
} from '@vialog/service-kit';
import type { Configuration } from './configuration.ts';

/** Everything an ingest is made of, opened and not yet sampling. */
export interface Services {
  readonly link: NatsLink;
  readonly cameras: LeasedIngest;
}

/** Waits for the broker. Frames are counted by whichever detectors there are. */
export async function openServices(
  configuration: Configuration,
  { logger, metrics, room }: ServiceStart,
  searchPath: string,
): Promise<Services> {
  const report = (line: string): void => logger.warn(line);
  const access = brokerAccess(configuration);
  const link = await room.for('broker', openLink({ ...access, service: 'ingest', report }));
  const cameras = new LeasedIngest({
    ...{ link, logger, clock: systemClock, timers: systemTimers },
    region: configuration.VIALOG_REGION,
    onAnswer: frameAnswers(metrics),
    goOnWhileAway: false,
    member: randomUUID().replaceAll('-', ''),
    source: frameSources({ settings: configuration, searchPath, clock: systemClock }),
    detector: (keeper) =>
      new NatsDetector({
        connection: link.connection,
        clock: systemClock,
        fenceOf: (cameraId) => keeper.fenceOf(cameraId),
      }),
  });
  return { link, cameras };
}
