import { BusStrategy } from '@vialog/messaging';
import { afterBacklog, answerLastSlots } from '@vialog/nats';
import { addBrokerGauges, serve, type ServiceStart } from '@vialog/service-runtime';
import { AppModule } from './app.module.ts';
import type { Configuration } from './configuration.ts';
import { openServices } from './services.ts';

/** Opens what an indexer needs and begins to read the bus. */
export async function startIndexer(configuration: Configuration, given: ServiceStart): Promise<void> {
  const services = await openServices(configuration, given);
  addBrokerGauges(given.metrics, services.bus);
  await serve(AppModule.register(services, given), given, async (app) => {
    app.connectMicroservice({ strategy: new BusStrategy(services.bus) });
    await app.startAllMicroservices();
    const { link, store } = services;
    const endsOf = afterBacklog(link.connection, (cameraIds) => store.lastSlotEnds(cameraIds));
    answerLastSlots(link.connection, endsOf);
  });
}
