import { connectBroker, openBrokerBus, serveLastSlots } from '@vialog/compose-broker';
import { addStoreMetrics, openEventStore } from '@vialog/compose-events';
import { startRetention } from '@vialog/events';
import { BusStrategy } from '@vialog/messaging-nest';
import { addBrokerGauges } from '@vialog/compose-metrics';
import { serve, systemClock, systemTimers, type ServiceStart } from '@vialog/service-runtime';
import { AppModule, type IndexerParts } from './app.module.ts';
import type { Configuration } from './configuration.ts';

/** Opens the parts of an indexer and starts to read the bus. */
export async function startIndexer(configuration: Configuration, start: ServiceStart): Promise<void> {
  const parts = await openParts(configuration, start);
  const { link, bus, store } = parts;
  addBrokerGauges(start.metrics, bus);
  addStoreMetrics(start.metrics, store);
  await serve(AppModule.register(parts, start), start, async (app) => {
    app.connectMicroservice({ strategy: new BusStrategy(bus) });
    await app.startAllMicroservices();
    serveLastSlots(link, store);
  });
}

/** Waits for the event store and the broker. */
async function openParts(configuration: Configuration, start: ServiceStart): Promise<IndexerParts> {
  const { logger, dependencies } = start;
  const [store, link] = await Promise.all([
    dependencies.openWithRetry('event store', () => openEventStore(configuration, logger)),
    connectBroker({
      service: 'indexer',
      settings: configuration,
      start,
      eventsMaxBytes: configuration.VIALOG_EVENTS_MAX_BYTES,
    }),
  ]);
  const stopRetention = startRetention({
    store,
    clock: systemClock,
    timers: systemTimers,
    onError: (error) => logger.error({ err: error }, 'deleting expired events failed'),
  });
  return { link, bus: openBrokerBus(link, logger), store, stopRetention };
}
