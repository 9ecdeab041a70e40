import type { DynamicModule } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createService } from '@vialog/service-runtime';
import type { Logger } from 'pino';
import { registerConsole } from './console/register-console.ts';
import type { HttpApiPorts } from './ports/http-api-ports.ts';
import { prepareHttpApi } from './prepare-http-api.ts';

export interface HttpServiceOptions {
  /** The app's module; it imports `HttpApiModule`. */
  readonly module: DynamicModule;
  readonly ports: HttpApiPorts;
  readonly logger: Logger;
  /** Folder of the built console. */
  readonly consoleRoot: string;
}

/**
 * Creates the API and the console as one Nest application that does not listen yet.
 *
 * @throws {Error} when the console is not built
 */
export async function createHttpService(options: HttpServiceOptions): Promise<NestFastifyApplication> {
  const { module, ports, logger, consoleRoot } = options;
  const app = await createService(module, { logger, trustedProxies: ports.http.trustedProxies });
  await prepareHttpApi(app, ports);
  await registerConsole(app.getHttpAdapter().getInstance(), { root: consoleRoot });
  return app;
}
