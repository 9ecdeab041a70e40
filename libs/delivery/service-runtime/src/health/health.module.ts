import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { ProblemFilter } from '../errors/problem.filter.ts';
import { HealthController, healthPortsToken, type HealthPorts } from './health.controller.ts';

/** The routes `/healthz`, `/readyz` and `/metrics` of every service. */
@Module({})
export class HealthModule {
  /** @param controller a subclass that adds decorators to the routes, for example the permissions of the API */
  static register(ports: HealthPorts, controller: Type<HealthController> = HealthController): DynamicModule {
    return {
      module: HealthModule,
      controllers: [controller],
      providers: [
        { provide: healthPortsToken, useValue: ports },
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
    };
  }
}
