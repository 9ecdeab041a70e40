import { brokerModels, connectBroker, openFrameWorker, serveModelReadiness } from '@vialog/compose-broker';
import { openDetectors } from '@vialog/compose-detectors';
import { addDetectorGauges, addFrameGauges } from '@vialog/compose-metrics';
import { serve, type ServiceStart } from '@vialog/service-runtime';
import { AppModule } from './app.module.ts';
import type { Configuration } from './configuration.ts';

/** Opens the parts of a detector and starts to pull frames. */
export async function startDetector(configuration: Configuration, start: ServiceStart): Promise<void> {
  const { logger, metrics } = start;
  const link = await connectBroker({ service: 'detector', settings: configuration, start });
  const detectors = openDetectors({
    models: brokerModels(link),
    settings: configuration,
    logger,
    metrics,
  });
  const { worker, trackedWorker, partitions, backlog } = openFrameWorker({
    link,
    detector: detectors,
    inFlight: configuration.VIALOG_DETECTORS,
    start,
  });
  const endReadiness = serveModelReadiness(link, detectors);
  addDetectorGauges(metrics, detectors);
  addFrameGauges(metrics, { backlog, partitions });
  const parts = { link, detectors, worker, trackedWorker, backlog, endReadiness };
  await serve(AppModule.register(parts, metrics), start, () => {
    backlog.start();
    worker.start();
    trackedWorker.start();
  });
}
