import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** `__Host-` binds the cookie to this host and to TLS (RFC 6265bis, 4.1.3.2); browsers reject it without TLS. */
const secureName = '__Host-vialog';
const plainName = 'vialog';

/** The session's secret in the cookies of a request, or undefined. */
export function sessionCookieOf({ cookies }: Pick<FastifyRequest, 'cookies'>): string | undefined {
  const secret = cookies[secureName] ?? cookies[plainName];
  return secret && /^[\w-]{20,100}$/.test(secret) ? secret : undefined;
}

export interface SessionCookie {
  readonly secret: string;
  /** A proxy terminates TLS. */
  readonly secure: boolean;
  /** When it ends; undefined: when the browser is closed. */
  readonly expires?: Date | undefined;
}

/** Sets a cookie that scripts cannot read and other sites cannot send. */
export function setSessionCookie(reply: FastifyReply, { secret, secure, expires }: SessionCookie): void {
  void reply.setCookie(secure ? secureName : plainName, secret, {
    ...attributes(secure),
    ...(expires && { expires }),
  });
}

export function clearSessionCookie(reply: FastifyReply, secure: boolean): void {
  void reply.clearCookie(secure ? secureName : plainName, attributes(secure));
}

const attributes = (secure: boolean): CookieSerializeOptions => ({
  path: '/',
  httpOnly: true,
  sameSite: 'strict',
  secure,
});
