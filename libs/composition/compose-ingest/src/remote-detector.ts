import { NatsDetector } from '@vialog/detection-nats';
import { systemClock } from '@vialog/service-runtime';
import type { DetectorContext } from './sharded-ingest.ts';

/** Sends frames to the detector services over the broker. */
export const remoteDetector = ({ link, keeper }: DetectorContext): NatsDetector =>
  new NatsDetector({
    connection: link.connection,
    clock: systemClock,
    fencingTokenOf: (cameraId) => keeper.fencingTokenOf(cameraId),
  });
