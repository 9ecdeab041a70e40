import { fileURLToPath } from 'node:url';
import { issueSignInLink } from '@vialog/access';
import { BusStrategy } from '@vialog/messaging';
import { keepHouse } from '@vialog/message-handlers';
import { syntheticStills } from '@vialog/compose-capture';
import { bringDemo } from '@vialog/demo';
import { createHttpService, openAccess, publishRegistryChanges, type HttpApiPorts } from '@vialog/http-api';
import { shutDownOnSignals, systemClock } from '@vialog/service-runtime';
import type { Logger } from 'pino';
import { AppModule } from './app.module.ts';
import type { Configuration } from './configuration.ts';
import { addGauges } from './gauges.ts';
import { openServices, type Services } from './services.ts';

const consoleRoot = fileURLToPath(new URL('../../console/dist/', import.meta.url));

export interface RunningServer {
  readonly url: string;
  /** Signs in whoever opens it, once. */
  readonly signInLink: string;
  readonly demoBrought: boolean;
}

/** Starts everything, in the order in which each part needs the one before. SIGTERM and SIGINT end it. */
export async function startServer(
  configuration: Configuration,
  logger: Logger,
  searchPath: string,
): Promise<RunningServer> {
  const services = await openServices(configuration, logger, searchPath);
  addGauges(services);
  const ports = await httpPorts(configuration, services);
  const module = AppModule.register(services, ports);
  const app = await createHttpService({ module, ports, logger, consoleRoot });
  app.connectMicroservice({ strategy: new BusStrategy(services.bus) });
  shutDownOnSignals(app, logger);
  await app.startAllMicroservices();
  await services.ingest.start();
  const { cameras, live, ending } = services;
  publishRegistryChanges({ cameras, live, logger, signal: ending.signal });
  keepHouse({
    store: services.store,
    clock: systemClock,
    onError: (error) => logger.error({ err: error }, 'forgetting old events failed'),
  });
  const demoBrought =
    configuration.VIALOG_DEMO && (await bringDemo(services.useCases, configuration.VIALOG_DATA_DIR));
  await app.listen(configuration.VIALOG_PORT, configuration.VIALOG_HOST);
  const url = `http://${configuration.VIALOG_HOST}:${configuration.VIALOG_PORT}`;
  return { url, demoBrought, signInLink: `${url}/#link=${await issueSignInLink(ports.access)}` };
}

async function httpPorts(configuration: Configuration, services: Services): Promise<HttpApiPorts> {
  const { useCases, answers, live, models, metrics, registry, store, ingest, outlet } = services;
  return {
    registry: useCases,
    access: await openAccess({
      token: configuration.VIALOG_ADMIN_TOKEN,
      dataDir: configuration.VIALOG_DATA_DIR,
      kept: registry,
    }),
    events: answers,
    live,
    health: { of: (cameraId) => ingest.healthOf(cameraId) },
    models,
    stills: syntheticStills(systemClock),
    metrics,
    checks: [
      { name: 'registry', check: () => registry.check() },
      { name: 'event store', check: () => checkStore(store) },
      { name: 'room for closed slots', optional: true, check: () => checkOutlet(outlet) },
    ],
    http: { hosts: configuration.VIALOG_HOSTS, secure: configuration.VIALOG_BEHIND_TLS },
  };
}

async function checkStore(store: Services['store']): Promise<void> {
  if (store.state.kind !== 'ok') throw new Error(`the event store is ${store.state.kind}`);
  await store.newest();
}

function checkOutlet({ held, waiting }: Services['outlet']): void {
  if (held)
    throw new Error(
      `nothing takes closed slots; ${waiting} wait in memory. Free some space in the data folder`,
    );
}
