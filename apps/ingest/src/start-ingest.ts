import { addBrokerGauges, addCaptureGauges, serve, type ServiceStart } from '@vialog/service-runtime';
import { AppModule } from './app.module.ts';
import type { Configuration } from './configuration.ts';
import { openServices } from './services.ts';

/** Opens what an ingest needs and begins to sample its share of the cameras. */
export async function startIngest(
  configuration: Configuration,
  given: ServiceStart,
  searchPath: string,
): Promise<void> {
  const services = await openServices(configuration, given, searchPath);
  const { cameras } = services;
  addCaptureGauges(given.metrics, cameras);
  addBrokerGauges(given.metrics, cameras.bus);
  await serve(AppModule.register(services, given.metrics), given, () => cameras.start());
}
