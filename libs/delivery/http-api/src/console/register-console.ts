import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { join } from 'node:path';
import { fillPage, readPageTemplate } from './page-template.ts';

export interface ConsoleOptions {
  /** Folder of the built console (`apps/console/dist`). */
  readonly root: string;
}

/** Paths of the API and the health endpoints; they never return a page of the console. */
const apiPath = /^\/(v1|healthz|readyz|metrics|openapi\.json)(\/|\?|$)/;

const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
};

/** A web worker uses the policy of its script file, not of the page that starts it. */
const filePolicy = "default-src 'self'; object-src 'none'; frame-ancestors 'none'";

/**
 * Serves the console. Files with a hash in their name are cached for a year. Every other request that accepts HTML gets the
 * page with a new nonce, so that every URL of the console can be opened directly. Call it before the server listens.
 *
 * @throws {Error} when the console is not built
 */
export async function registerConsole(fastify: FastifyInstance, { root }: ConsoleOptions): Promise<void> {
  const template = await readPageTemplate(root);
  await fastify.register(fastifyStatic, {
    root: join(root, 'assets'),
    prefix: '/assets/',
    immutable: true,
    maxAge: '365d',
    index: false,
    decorateReply: true,
    setHeaders: (reply) =>
      void reply.headers({ 'x-content-type-options': 'nosniff', 'content-security-policy': filePolicy }),
  });
  for (const file of ['favicon.svg', 'color-scheme.js']) {
    fastify.get(`/${file}`, (_request, reply) =>
      reply.header('x-content-type-options', 'nosniff').sendFile(file, root, { maxAge: '1h' }),
    );
  }
  fastify.get('/*', (request, reply) => {
    if (!wantsPage(request)) return reply.callNotFound();
    return sendPage(reply, fillPage(template));
  });
}

const wantsPage = (request: FastifyRequest): boolean =>
  !apiPath.test(request.url) && (request.headers.accept ?? '').includes('text/html');

function sendPage(reply: FastifyReply, { page, policy }: { page: string; policy: string }): FastifyReply {
  return reply.headers({ ...pageHeaders, 'content-security-policy': policy }).send(page);
}
