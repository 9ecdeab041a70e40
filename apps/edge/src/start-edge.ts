import {
  addBrokerGauges,
  addCaptureGauges,
  addDetectorGauges,
  serve,
  type ServiceStart,
} from '@vialog/service-runtime';
import { AppModule } from './app.module.ts';
import type { Configuration } from './configuration.ts';
import { openServices } from './services.ts';

/** Opens what an edge needs and begins to sample its share of the cameras and to count them. */
export async function startEdge(
  configuration: Configuration,
  given: ServiceStart,
  searchPath: string,
): Promise<void> {
  const services = await openServices(configuration, given, searchPath);
  const { cameras } = services;
  addCaptureGauges(given.metrics, cameras);
  addDetectorGauges(given.metrics, cameras.detector);
  addBrokerGauges(given.metrics, cameras.bus);
  await serve(AppModule.register(services, given.metrics), given, () => cameras.start());
}
