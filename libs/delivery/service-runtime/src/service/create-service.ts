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

/** A Nest application as every service of ours runs it. It listens to no signal yet: see `shutDownOnSignals`. */
export function createService(
  module: DynamicModule,
  { logger, trustedProxies = [] }: CreateServiceOptions,
): Promise<NestFastifyApplication> {
  return NestFactory.create<NestFastifyApplication>(module, fastifyAdapter({ logger, trustedProxies }), {
    // Nest tells of every route at level info; what matters of it is in /openapi.json.
    logger: new NestLogger(logger.child({}, { level: 'warn' })),
    abortOnError: false,
  });
}
