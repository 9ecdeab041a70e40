/** `__Host-` binds the cookie to this host and to TLS (RFC 6265bis, 4.1.3.2); browsers refuse it without TLS. */
const secureName = '__Host-vialog';
const plainName = 'vialog';

/** The session's secret in a Cookie header (RFC 6265, 4.2.1), or undefined. */
export function sessionCookieOf(header: string | undefined): string | undefined {
  const cookies = new Map(
    (header ?? '').split(';').map((pair) => {
      const at = pair.indexOf('=');
      return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()] as const;
    }),
  );
  const secret = cookies.get(secureName) ?? cookies.get(plainName);
  return secret && /^[\w-]{20,100}$/.test(secret) ? secret : undefined;
}

/** A Set-Cookie header that scripts cannot read and other sites cannot send; ends with the browser. */
export function setSessionCookie(secret: string, secure: boolean): string {
  return `${secure ? secureName : plainName}=${secret}; ${attributes(secure)}`;
}

export function clearSessionCookie(secure: boolean): string {
  return `${secure ? secureName : plainName}=; Max-Age=0; ${attributes(secure)}`;
}

const attributes = (secure: boolean): string =>
  `Path=/; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;
