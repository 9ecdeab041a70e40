import fastifyCookie from '@fastify/cookie';
import fastifyHelmet from '@fastify/helmet';
import fastifyRateLimit from '@fastify/rate-limit';
import { VialogError } from '@vialog/contracts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { clientKeyOf } from '../access/client-key.ts';
import type { HttpSettings } from '../ports/http-api-ports.ts';

/** Registers the plugins for all requests: security headers, cookies and the rate limit. */
export async function registerPlugins(fastify: FastifyInstance, settings: HttpSettings): Promise<void> {
  await fastify.register(fastifyHelmet, securityHeaders(settings.secure));
  await fastify.register(fastifyCookie);
  if (settings.requestsPerMinute === 0) return;
  await fastify.register(fastifyRateLimit, {
    max: settings.requestsPerMinute,
    timeWindow: 60_000,
    keyGenerator: (request) => clientKeyOf(request.ip),
    // Probes, metrics and files of the console are not limited.
    allowList: (request) => !isApi(request),
    errorResponseBuilder: (_request, { max, ttl }) =>
      new VialogError(
        'RATE_LIMITED',
        `More than ${max} requests in a minute from this address; wait ${Math.ceil(ttl / 1_000)} seconds.`,
        { retryAfterSeconds: ttl / 1_000 },
      ),
  });
}

const isApi = (request: FastifyRequest): boolean => request.url.startsWith('/v1');

/** Responses contain data only: no script runs in them and no page frames them. A route can set its own header (the console does). */
const securityHeaders = (secure: boolean) => ({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
  },
  frameguard: { action: 'deny' as const },
  referrerPolicy: { policy: 'no-referrer' as const },
  strictTransportSecurity: secure && { maxAge: 31_536_000, includeSubDomains: false },
});
