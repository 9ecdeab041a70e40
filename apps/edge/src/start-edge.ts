import { openDetectors } from '@vialog/compose-detectors';
import { openShardedIngest } from '@vialog/compose-ingest';
import { addBrokerGauges, addCaptureGauges, addDetectorGauges } from '@vialog/compose-metrics';
import { serve, type ServiceStart } from '@vialog/service-runtime';
import { AppModule } from './app.module.ts';
import type { Configuration } from './configuration.ts';

/**
 * Opens the parts of an edge and starts to sample and count its share of the cameras. Only counts leave this host, and
 * they are buffered here while the broker is unreachable.
 */
export async function startEdge(
  configuration: Configuration,
  start: ServiceStart,
  searchPath: string,
): Promise<void> {
  const { logger, metrics } = start;
  const opened = await openShardedIngest({
    service: 'edge',
    settings: configuration,
    start,
    searchPath,
    detector: ({ models }) => openDetectors({ models, settings: configuration, logger, metrics }),
    continueWithoutBroker: true,
  });
  addCaptureGauges(metrics, opened.cameras);
  addDetectorGauges(metrics, opened.cameras.detector);
  addBrokerGauges(metrics, opened.cameras.bus);
  await serve(AppModule.register(opened, metrics), start, () => opened.cameras.start());
}
