import { Controller, Get, Header, Inject, Logger, Module, Res, type DynamicModule } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import { ProblemFilter } from '../errors/problem.filter.ts';
import type { Metrics } from '@vialog/observability';
import type { Liveness, Readiness } from './health-answers.ts';
import { ReadinessWatch } from './readiness.ts';
import type { HealthCheck } from './run-checks.ts';

/** What a service that serves nothing else tells of itself. */
export interface HealthPorts {
  /** Asked anew each time: what is waited for may change. */
  readonly checks: () => readonly HealthCheck[];
  readonly metrics: Metrics;
}

const healthPorts = Symbol('HealthPorts');

/** For whoever runs the service: alive, ready, metrics. Without a word of cameras or counts, so without a sign-in. */
@Controller()
export class HealthController {
  readonly #ports: HealthPorts;
  readonly #logger = new Logger(HealthController.name);
  readonly #watch = new ReadinessWatch((line) => this.#logger.warn(line));

  constructor(@Inject(healthPorts) ports: HealthPorts) {
    this.#ports = ports;
  }

  @Get('healthz')
  alive(): Liveness {
    return { status: 'ok' };
  }

  @Get('readyz')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Readiness> {
    const readiness = await this.#watch.look(this.#ports.checks());
    void reply.status(readiness.status === 'ready' ? 200 : 503);
    return readiness;
  }

  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  read(): Promise<string> {
    return this.#ports.metrics.text();
  }
}

@Module({})
export class HealthModule {
  static register(ports: HealthPorts): DynamicModule {
    return {
      module: HealthModule,
      controllers: [HealthController],
      providers: [
        { provide: healthPorts, useValue: ports },
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
    };
  }
}
