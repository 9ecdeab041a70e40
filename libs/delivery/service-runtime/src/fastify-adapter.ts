import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { LogController } from 'fastify';
import type { Logger } from 'pino';
import { respondToMalformedRequest } from './errors/malformed-request.ts';
import { sendProblem } from './errors/problem.filter.ts';

export interface FastifyOptions {
  readonly logger: Logger;
  /** Address ranges (CIDR) of the proxies whose X-Forwarded-* headers are trusted; none: the headers are ignored. */
  readonly trustedProxies: readonly string[];
}

/** Maximum size of a request body, bytes. */
export const bodyLimit = 1_048_576;

/** The Fastify adapter of every service: root logger, correlation ids, body limit; closes idle connections at shutdown. */
export function fastifyAdapter({ logger, trustedProxies }: FastifyOptions): FastifyAdapter {
  return new FastifyAdapter({
    loggerInstance: logger.child({ context: 'http' }),
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'correlationId' }),
    genReqId: correlationIdOf,
    frameworkErrors: sendProblem,
    clientErrorHandler: respondToMalformedRequest,
    bodyLimit,
    // Never `true`: Fastify would then take the left-most X-Forwarded-For entry, which the client chooses.
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200 },
  });
}

const wellFormed = /^[\w-]{8,64}$/;

/** The caller's X-Correlation-Id if it is well-formed, otherwise a new one. */
export function correlationIdOf(request: Pick<IncomingMessage, 'headers'>): string {
  const given = request.headers['x-correlation-id'];
  return typeof given === 'string' && wellFormed.test(given) ? given : randomUUID();
}
