import { fileURLToPath } from 'node:url';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { issueSignInLink } from '@vialog/access';
import { BusStrategy } from '@vialog/bus';
import { prepareHttpApi, type HttpApiPorts } from '@vialog/http-api';
import { fastifyAdapter, NestLogger, systemClock } from '@vialog/service-kit';
import type { Logger } from 'pino';
import { openAccess } from './administrator.ts';
import { AppModule } from './app.module.ts';
import type { Configuration } from './configuration.ts';
import { registerConsole } from './console/register-console.ts';
import { bringDemo } from './demo/bring-demo.ts';
import { syntheticStills } from './frame-sources.ts';
import { addGauges } from './gauges.ts';
import { keepHouse } from './housekeeping.ts';
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
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.register(services, ports),
    fastifyAdapter({ logger, trustProxy: configuration.VIALOG_BEHIND_TLS }),
    // Nest tells of every route at level info; what matters of it is in /openapi.json.
    { logger: new NestLogger(logger.child({}, { level: 'warn' })) },
  );
  app.connectMicroservice({ strategy: new BusStrategy(services.bus) });
  app.enableShutdownHooks(['SIGTERM', 'SIGINT'], { useProcessExit: true });
  prepareHttpApi(app, ports);
  await registerConsole(app.getHttpAdapter().getInstance(), {
    root: consoleRoot,
  });
  await app.startAllMicroservices();
  await services.ingest.start();
  followRegistry(services, logger);
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
  const { useCases, answers, live, models, metrics, registry, store, ingest } = services;
  return {
    registry: useCases,
    access: await openAccess(configuration, registry),
    events: answers,
    live,
    health: { of: (cameraId) => ingest.healthOf(cameraId) },
    models,
    stills: syntheticStills,
    metrics,
    checks: [
      { name: 'registry', check: () => registry.check() },
      { name: 'event store', check: () => checkStore(store) },
    ],
    http: { hosts: configuration.VIALOG_HOSTS, secure: configuration.VIALOG_BEHIND_TLS },
  };
}

async function checkStore(store: Services['store']): Promise<void> {
  if (store.state.kind !== 'ok') throw new Error(`the event store is ${store.state.kind}`);
  await store.newest();
}

/** Keeps the remembered cameras fresh and tells browsers of changes, for the life of the process. */
function followRegistry(services: Services, logger: Logger): void {
  const { cameras, live } = services;
  cameras
    .follow((change) => {
      if (!('camera' in change)) return;
      const { cameraId, version } = change.camera;
      live.publish({ name: 'camera', data: { cameraId, version } });
    })
    .catch((error: unknown) => {
      logger.error({ err: error }, 'following the registry failed; it is tried again');
      setTimeout(() => followRegistry(services, logger), followAgainMs).unref();
    });
}

const followAgainMs = 1_000;
