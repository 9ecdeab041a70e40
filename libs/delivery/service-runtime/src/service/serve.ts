import type { DynamicModule } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createService } from './create-service.ts';
import { shutDownOnSignals } from './shut-down-on-signals.ts';
import type { ServiceStart } from './run-service.ts';

/**
 * Serves a service's module where it waited so far. `prepare` begins what the service does besides answering; it runs
 * before the address is taken.
 */
export async function serve(
  module: DynamicModule,
  given: ServiceStart,
  prepare: (app: NestFastifyApplication) => Promise<void> | void = () => undefined,
): Promise<void> {
  await serveApp(await createService(module, given), given, prepare);
}

/** The same for an application that was made already. */
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
