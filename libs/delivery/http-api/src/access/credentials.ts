import type { Credentials } from '@vialog/access';
import type { FastifyRequest } from 'fastify';
import { sessionCookieOf } from './session-cookie.ts';

/** The credentials a request carries: `Authorization: Bearer` and the session cookie; failures count for its address. */
export function credentialsOf(request: Pick<FastifyRequest, 'headers' | 'ip' | 'cookies'>): Credentials {
  const bearer = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  return { bearer, session: sessionCookieOf(request), caller: request.ip };
}
