import { NestFactory } from '@nestjs/core';
import type { DynamicModule } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { fastifyAdapter } from '../fastify-adapter.ts';
import { NestLogger } from '@vialog/observability';

/** Where a service listens. */
export interface ListenAddress {
  readonly host: string;
  readonly port: number;
}

export interface CreateServiceOptions {
  readonly logger: Logger;
  /** Address ranges (CIDR) of trusted proxies; none if absent. */
  readonly trustedProxies?: readonly string[];
}

/** Creates the Nest application of a service. It does not handle signals yet: see `shutDownOnSignals`. */
export function createService(
  module: DynamicModule,
  { logger, trustedProxies = [] }: CreateServiceOptions,
): Promise<NestFastifyApplication> {
  return NestFactory.create<NestFastifyApplication>(module, fastifyAdapter({ logger, trustedProxies }), {
    // Nest logs every route at level info; /openapi.json lists the routes.
    logger: new NestLogger(logger.child({}, { level: 'warn' })),
    abortOnError: false,
  });
}
