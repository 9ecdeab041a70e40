import { Controller, Get, Header, Inject, Logger, Res } from '@nestjs/common';
import type { Metrics } from '@vialog/observability';
import type { FastifyReply } from 'fastify';
import type { Liveness, Readiness } from './health-responses.ts';
import { ReadinessWatch } from './readiness-watch.ts';
import type { HealthCheck } from './run-checks.ts';

export interface HealthPorts {
  /** Called for each request: the list of checks changes while a service starts. */
  readonly checks: () => readonly HealthCheck[];
  readonly metrics: Metrics;
}

export const healthPortsToken = Symbol('HealthPorts');

/**
 * Liveness, readiness and metrics. The responses contain no data of cameras or counts, so a service without the API serves
 * them without authentication.
 */
@Controller()
export class HealthController {
  readonly #ports: HealthPorts;
  readonly #logger = new Logger(HealthController.name);
  readonly #watch = new ReadinessWatch((line) => this.#logger.warn(line));

  constructor(@Inject(healthPortsToken) ports: HealthPorts) {
    this.#ports = ports;
  }

  @Get('healthz')
  alive(): Liveness {
    return { status: 'ok' };
  }

  @Get('readyz')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Readiness> {
    const readiness = await this.#watch.check(this.#ports.checks());
    void reply.status(readiness.status === 'ready' ? 200 : 503);
    return readiness;
  }

  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  read(): Promise<string> {
    return this.#ports.metrics.text();
  }
}
