import type { Credentials } from '@vialog/access';
import type { FastifyRequest } from 'fastify';
import { clientKeyOf } from './client-key.ts';
import { sessionCookieOf } from './session-cookie.ts';

/** The credentials of a request: `Authorization: Bearer`, the session cookie, and the client for which failures are counted. */
export function credentialsOf(request: Pick<FastifyRequest, 'headers' | 'ip' | 'cookies'>): Credentials {
  const bearer = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  return { bearer, session: sessionCookieOf(request), caller: clientKeyOf(request.ip) };
}
