import { VialogError } from '@vialog/contracts';
import { sendProblem } from '@vialog/service-runtime';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { HttpApiPorts } from '../ports/http-api-ports.ts';
import { checkOrigin } from './check-origin.ts';
import { bodyLimitOf, fileMediaTypes, takesFile } from './file-bodies.ts';
import { RouteTable } from './route-table.ts';

/** Adds the hooks for all requests, of the API and of the console. Call it before routes are added. */
export function addRequestHooks(
  fastify: FastifyInstance,
  ports: Pick<HttpApiPorts, 'http' | 'metrics'>,
): void {
  const routes = new RouteTable();
  fastify.addHook('onRoute', (route) => routes.add(route.url, route.method));
  fastify.addHook('onRequest', async (request, reply) => {
    try {
      reject(request, reply, routes, ports);
    } catch (error) {
      sendProblem(error, request, reply);
      return reply;
    }
  });
  fastify.addHook('onSend', async (request, reply) => addResponseHeaders(request, reply));
  fastify.addHook('onResponse', async (request, reply) => record(request, reply, ports));
}

function reject(
  request: FastifyRequest,
  reply: FastifyReply,
  routes: RouteTable,
  ports: Pick<HttpApiPorts, 'http'>,
): void {
  const { origin } = request.headers;
  const fetchSite = request.headers['sec-fetch-site'];
  checkOrigin(
    { method: request.method, host: request.host, origin, fetchSite: [fetchSite].flat()[0] },
    ports.http,
  );
  if (request.is404) rejectMethod(request, reply, routes);
  rejectMediaType(request);
  rejectSize(request);
}

function rejectMethod(request: FastifyRequest, reply: FastifyReply, routes: RouteTable): void {
  const methods = routes.methodsAt(request.url.split('?')[0] ?? '');
  if (methods.length === 0) return;
  void reply.header('allow', methods.join(', '));
  throw new VialogError(
    'METHOD_NOT_ALLOWED',
    `${request.method} is not supported at this path; expected ${methods.join(', ')}.`,
  );
}

/**
 * Accepts JSON only: pages of other sites can send forms and plain text without a CORS preflight. Accepts UTF-8 only
 * (RFC 8259, 8.1): other encodings would be decoded to wrong text.
 */
function rejectMediaType(request: FastifyRequest): void {
  const type = request.headers['content-type'];
  if (type === undefined) return;
  if (takesFile(request) && isFileType(type)) return;
  const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(type)?.[1]?.toLowerCase() ?? 'utf-8';
  if (/^application\/json\s*(;|$)/i.test(type) && charset === 'utf-8') return;
  if (charset !== 'utf-8')
    throw new VialogError('MEDIA_TYPE_REFUSED', `Send JSON in UTF-8, not in ${charset.slice(0, 80)}.`);
  throw new VialogError('MEDIA_TYPE_REFUSED', `Send application/json, not ${type.slice(0, 80)}.`);
}

const isFileType = (type: string): boolean =>
  fileMediaTypes.includes(type.split(';')[0]?.trim().toLowerCase() ?? '');

/** A body up to this size is read and discarded so that the client gets the response; for a larger one the connection is closed. */
const maxDrained = 64 * 1_048_576;

/**
 * Fastify responds and closes the connection while the client still writes; the client then gets a broken pipe instead of the
 * response. If the request is rejected in this hook, Node reads the rest of the body.
 */
function rejectSize(request: FastifyRequest): void {
  const bytes = Number(request.headers['content-length'] ?? 0);
  const limit = bodyLimitOf(request);
  if (bytes <= limit || bytes > maxDrained) return;
  throw new VialogError('BODY_TOO_LARGE', `The body has ${bytes} bytes; the maximum is ${limit}.`);
}

function addResponseHeaders(request: FastifyRequest, reply: FastifyReply): void {
  if (request.url.startsWith('/v1') && !reply.hasHeader('cache-control'))
    void reply.header('cache-control', 'no-store');
  void reply.header('x-correlation-id', request.id);
}

function record(
  request: FastifyRequest,
  reply: FastifyReply,
  { metrics }: Pick<HttpApiPorts, 'metrics'>,
): void {
  const route = request.is404 ? 'unknown' : (request.routeOptions.url ?? 'unknown');
  const seconds = reply.elapsedTime / 1_000;
  metrics.observeRequest({ method: request.method, route, status: reply.statusCode }, seconds);
  const line = {
    method: request.method,
    route,
    status: reply.statusCode,
    ms: Math.round(seconds * 1e4) / 10,
  };
  // Probes and files of the console are frequent and would hide the requests of the API.
  request.log[route.startsWith('/v1') ? 'info' : 'debug'](line, 'request');
}
