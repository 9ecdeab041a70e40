import type { FastifyReply, FastifyRequest } from 'fastify';

const headers: readonly (readonly [name: string, value: string])[] = [
  ['x-content-type-options', 'nosniff'],
  ['referrer-policy', 'no-referrer'],
  ['x-frame-options', 'DENY'],
  ['cross-origin-opener-policy', 'same-origin'],
  ['cross-origin-resource-policy', 'same-origin'],
  ['content-security-policy', "default-src 'none'; frame-ancestors 'none'"],
];

/** Answers are data: nothing in them runs, frames or is kept. A route that set a header itself (the console) keeps it. */
export function addSecurityHeaders(request: FastifyRequest, reply: FastifyReply, secure: boolean): void {
  for (const [name, value] of headers) if (!reply.hasHeader(name)) void reply.header(name, value);
  if (request.url.startsWith('/v1') && !reply.hasHeader('cache-control')) {
    void reply.header('cache-control', 'no-store');
  }
  if (secure) void reply.header('strict-transport-security', 'max-age=31536000');
  void reply.header('x-correlation-id', request.id);
}
