import { Controller, Get, Header, Res } from '@nestjs/common';
import {
  HealthController,
  livenessResponse,
  readinessResponse,
  type Liveness,
  type Readiness,
} from '@vialog/service-runtime';
import type { FastifyReply } from 'fastify';
import { Public, RequirePermission } from '../access/require-permission.decorator.ts';
import { ApiResponseSchema, ApiStreamResponse } from '../http/api-response.decorator.ts';

/** The routes of `HealthModule` with permissions and documentation: the metrics of the API require a permission. */
@Controller()
export class ServiceController extends HealthController {
  @Get('healthz')
  @Public()
  @ApiResponseSchema(livenessResponse)
  override alive(): Liveness {
    return super.alive();
  }

  @Get('readyz')
  @Public()
  @ApiResponseSchema(readinessResponse)
  override ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Readiness> {
    return super.ready(reply);
  }

  @Get('metrics')
  @RequirePermission('read')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  @ApiStreamResponse('text/plain', 'Prometheus text exposition format 0.0.4')
  override read(): Promise<string> {
    return super.read();
  }
}
