import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { bodyLimit } from '@vialog/service-runtime';
import type { FastifyRequest } from 'fastify';
import { registerPlugins } from './http/fastify-plugins.ts';
import { acceptFiles } from './http/file-bodies.ts';
import { proxyWarning } from './http/http-variables.ts';
import { addRequestHooks } from './http/request-hooks.ts';
import type { HttpApiPorts } from './ports/http-api-ports.ts';
import { ApiDescription } from './service/api-description.ts';
import { describeApi } from './service/describe-api.ts';

/** Adds the plugins and hooks for all requests and the OpenAPI document. Call it once, before `init()` or `listen()`. */
export async function prepareHttpApi(
  app: NestFastifyApplication,
  ports: Pick<HttpApiPorts, 'http' | 'metrics'>,
): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance();
  const warning = proxyWarning(ports.http);
  if (warning !== undefined) fastify.log.warn(warning);
  await registerPlugins(fastify, ports.http);
  addRequestHooks(fastify, ports);
  acceptEmptyJson(app);
  acceptFiles(app);
  app.get(ApiDescription).setSource(() => describeApi(app));
}

/** Clients that set the JSON content type on every request also send it without a body, for example to pause a camera. */
function acceptEmptyJson(app: NestFastifyApplication): void {
  const parse = app.getHttpAdapter().getInstance().getDefaultJsonParser('error', 'error');
  app.useBodyParser('application/json', { bodyLimit }, (request, body, done) => {
    if (body.length === 0) done(null, undefined);
    else void parse(request as FastifyRequest, body.toString('utf8'), done);
  });
}
