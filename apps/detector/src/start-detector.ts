import { addDetectorGauges, addFrameGauges, serve, type ServiceStart } from '@vialog/service-runtime';
import { AppModule } from './app.module.ts';
import type { Configuration } from './configuration.ts';
import { openServices } from './services.ts';

/** Opens what a detector needs and begins to pull frames. */
export async function startDetector(configuration: Configuration, given: ServiceStart): Promise<void> {
  const services = await openServices(configuration, given);
  addDetectorGauges(given.metrics, services.detectors);
  addFrameGauges(given.metrics, services.backlog);
  await serve(AppModule.register(services, given.metrics), given, () => {
    services.backlog.start();
    services.worker.start();
  });
}
