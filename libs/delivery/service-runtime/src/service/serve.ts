import type { DynamicModule } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createService } from './create-service.ts';
import { shutDownOnSignals } from './shut-down-on-signals.ts';
import type { ServiceStart } from './run-service.ts';

/**
 * Serves the module of a service at the address of its start-up health endpoints. `prepare` starts background work before
 * the server listens.
 */
export async function serve(
  module: DynamicModule,
  start: ServiceStart,
  prepare: (app: NestFastifyApplication) => Promise<void> | void = () => undefined,
): Promise<void> {
  await serveApp(await createService(module, start), start, prepare);
}

/** Like `serve`, for an existing application. */
export async function serveApp(
  app: NestFastifyApplication,
  { logger, dependencies, listen }: ServiceStart,
  prepare: (app: NestFastifyApplication) => Promise<void> | void = () => undefined,
): Promise<void> {
  await prepare(app);
  await dependencies.close();
  shutDownOnSignals(app, logger);
  await app.listen(listen.port, listen.host);
}
