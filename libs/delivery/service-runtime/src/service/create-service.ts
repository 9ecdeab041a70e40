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
  /** Whether a declared proxy's X-Forwarded-* headers are believed; no if left out. */
  readonly trustProxy?: boolean;
}

/** A Nest application as every service of ours runs it. It listens to no signal yet: see `shutDownOnSignals`. */
export function createService(
  module: DynamicModule,
  { logger, trustProxy = false }: CreateServiceOptions,
): Promise<NestFastifyApplication> {
  return NestFactory.create<NestFastifyApplication>(module, fastifyAdapter({ logger, trustProxy }), {
    // Nest tells of every route at level info; what matters of it is in /openapi.json.
    logger: new NestLogger(logger.child({}, { level: 'warn' })),
    abortOnError: false,
  });
}
