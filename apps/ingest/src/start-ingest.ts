import { openShardedIngest, remoteDetector } from '@vialog/compose-ingest';
import { addBrokerGauges, addCaptureGauges } from '@vialog/compose-metrics';
import { serve, type ServiceStart } from '@vialog/service-runtime';
import { AppModule } from './app.module.ts';
import type { Configuration } from './configuration.ts';

/** Opens the parts of an ingest and starts to sample its share of the cameras. Detector services count the frames. */
export async function startIngest(
  configuration: Configuration,
  start: ServiceStart,
  searchPath: string,
): Promise<void> {
  const { metrics } = start;
  const opened = await openShardedIngest({
    service: 'ingest',
    settings: configuration,
    start,
    searchPath,
    detector: remoteDetector,
    continueWithoutBroker: false,
  });
  addCaptureGauges(metrics, opened.cameras);
  addBrokerGauges(metrics, opened.cameras.bus);
  await serve(AppModule.register(opened, metrics), start, () => opened.cameras.start());
}
