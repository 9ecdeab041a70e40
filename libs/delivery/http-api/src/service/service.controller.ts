import { Controller, Get, Header, Inject, Logger, Res } from '@nestjs/common';
import {
  livenessAnswer,
  readinessAnswer,
  ReadinessWatch,
  type HealthCheck,
  type Liveness,
  type Metrics,
  type Readiness,
} from '@vialog/service-runtime';
import type { FastifyReply } from 'fastify';
import { Needs, Public } from '../access/needs.decorator.ts';
import { Answers, AnswersProblems, AnswersStream } from '../http/answers.decorator.ts';
import { HEALTH_CHECKS, METRICS } from '../tokens.ts';
import { ApiDescription } from './api-description.ts';

/** For whoever runs the service: alive, ready, metrics, the description of this API. */
@Controller()
export class ServiceController {
  constructor(
    @Inject(HEALTH_CHECKS) private readonly checks: readonly HealthCheck[],
    @Inject(METRICS) private readonly metrics: Metrics,
    private readonly description: ApiDescription,
  ) {}

  readonly #logger = new Logger(ServiceController.name);
  readonly #watch = new ReadinessWatch((line) => this.#logger.warn(line));

  @Get('healthz')
  @Public()
  @Answers(livenessAnswer)
  alive(): Liveness {
    return { status: 'ok' };
  }

  @Get('readyz')
  @Public()
  @Answers(readinessAnswer)
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Readiness> {
    const readiness = await this.#watch.look(this.checks);
    void reply.status(readiness.status === 'ready' ? 200 : 503);
    return readiness;
  }

  @Get('metrics')
  @Needs('read')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  @AnswersStream('text/plain', 'Prometheus text exposition format 0.0.4')
  read(): Promise<string> {
    return this.metrics.text();
  }

  @Get('openapi.json')
  @Public()
  @AnswersProblems()
  document(): object {
    return this.description.document;
  }
}
