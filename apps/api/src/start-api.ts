import { fileURLToPath } from 'node:url';
import { issueSignInLink } from '@vialog/access';
import { BusStrategy } from '@vialog/messaging';
import { bringDemo } from '@vialog/demo';
import { createHttpService, publishRegistryChanges } from '@vialog/http-api';
import { addBrokerGauges, serveApp, type ServiceStart } from '@vialog/service-runtime';
import { AppModule } from './app.module.ts';
import type { Configuration } from './configuration.ts';
import { httpPorts } from './http-ports.ts';
import { openServices } from './services.ts';

const consoleRoot = fileURLToPath(new URL('../../console/dist/', import.meta.url));

/** Opens what the API needs, hands the registry to the other services and begins to serve. */
export async function startApi(configuration: Configuration, given: ServiceStart): Promise<void> {
  const { logger, metrics, listen } = given;
  const services = await openServices(configuration, given);
  addBrokerGauges(metrics, services.bus);
  const ports = await httpPorts(configuration, services, metrics);
  const module = AppModule.register(services, ports);
  const app = await createHttpService({ module, ports, logger, consoleRoot });
  await serveApp(app, given, async () => {
    app.connectMicroservice({ strategy: new BusStrategy(services.bus) });
    await app.startAllMicroservices();
    if (configuration.VIALOG_DEMO) await bringDemo(services.useCases, configuration.VIALOG_DATA_DIR);
    const { cameras, live, ending } = services;
    publishRegistryChanges({ cameras, live, logger, signal: ending.signal });
  });
  const link = await issueSignInLink(ports.access);
  process.stdout.write(
    `Sign in once, within ten minutes: http://${listen.host}:${listen.port}/#link=${link}\n`,
  );
}
