import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { addRequestHooks } from './http/request-hooks.ts';
import type { HttpApiPorts } from './ports/http-api-ports.ts';
import { ApiDescription } from './service/api-description.ts';
import { describeApi } from './service/describe-api.ts';

/** Adds what surrounds every request and tells how the OpenAPI document is made. Call it once, before `init()` or `listen()`. */
export function prepareHttpApi(
  app: NestFastifyApplication,
  ports: Pick<HttpApiPorts, 'http' | 'metrics'>,
): void {
  addRequestHooks(app.getHttpAdapter().getInstance(), ports);
  app.get(ApiDescription).madeBy(() => describeApi(app));
}
