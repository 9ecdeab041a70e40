import type { Credentials } from '@vialog/access';
import type { FastifyRequest } from 'fastify';
import { sessionCookieOf } from './session-cookie.ts';

/** The credentials of a request: `Authorization: Bearer`, the session cookie, and the address for which failures are counted. */
export function credentialsOf(request: Pick<FastifyRequest, 'headers' | 'ip' | 'cookies'>): Credentials {
  const bearer = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  return { bearer, session: sessionCookieOf(request), caller: request.ip };
}
