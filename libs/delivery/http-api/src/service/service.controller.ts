import { Controller, Get, Header, Inject, Logger, Res } from '@nestjs/common';
import { type Metrics } from '@vialog/observability';
import {
  livenessAnswer,
  readinessAnswer,
  ReadinessWatch,
  type HealthCheck,
  type Liveness,
  type Readiness,
} from '@vialog/service-runtime';
import type { FastifyReply } from 'fastify';
import { RequirePermission, Public } from '../access/require-permission.decorator.ts';
import { ApiResponseSchema, ApiProblemResponse, ApiStreamResponse } from '../http/api-response.decorator.ts';
import { healthChecksToken, metricsToken } from '../tokens.ts';
import { ApiDescription } from './api-description.ts';

/** For whoever runs the service: alive, ready, metrics, the description of this API. */
@Controller()
export class ServiceController {
  constructor(
    @Inject(healthChecksToken) private readonly checks: readonly HealthCheck[],
    @Inject(metricsToken) private readonly metrics: Metrics,
    private readonly description: ApiDescription,
  ) {}

  readonly #logger = new Logger(ServiceController.name);
  readonly #watch = new ReadinessWatch((line) => this.#logger.warn(line));

  @Get('healthz')
  @Public()
  @ApiResponseSchema(livenessAnswer)
  alive(): Liveness {
    return { status: 'ok' };
  }

  @Get('readyz')
  @Public()
  @ApiResponseSchema(readinessAnswer)
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Readiness> {
    const readiness = await this.#watch.look(this.checks);
    void reply.status(readiness.status === 'ready' ? 200 : 503);
    return readiness;
  }

  @Get('metrics')
  @RequirePermission('read')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  @ApiStreamResponse('text/plain', 'Prometheus text exposition format 0.0.4')
  read(): Promise<string> {
    return this.metrics.text();
  }

  @Get('openapi.json')
  @Public()
  @ApiProblemResponse()
  document(): object {
    return this.description.document;
  }
}
