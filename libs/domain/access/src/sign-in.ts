import { VialogError } from '@vialog/contracts';
import { sessionIdleMs, type Access } from './access.ts';
import { administrator, type Principal } from './principal.ts';
import { hashOf, newSecret } from './secrets.ts';

/** The credential of a sign-in: the secret of a one-time link, or the administrator token. */
export type SignInSecret = { readonly link: string } | { readonly token: string };

export interface SignedIn {
  readonly principal: Principal;
  /** The session's secret for the cookie; it cannot be read again. */
  readonly secret: string;
}

/**
 * Starts a session. `caller` is the client address for which failures are counted.
 *
 * @throws {VialogError} SIGN_IN_LINK_USED, UNAUTHENTICATED or RATE_LIMITED when the sign-in is rejected
 */
export async function signIn(access: Access, offered: SignInSecret, caller: string): Promise<SignedIn> {
  access.failures.rejectGuessing(caller);
  if (!(await accepted(access, offered))) {
    access.failures.failed(caller);
    throw 'link' in offered
      ? new VialogError('SIGN_IN_LINK_USED')
      : new VialogError('UNAUTHENTICATED', 'This is not the administrator token.');
  }
  return { principal: administrator, secret: await openSession(access) };
}

async function accepted(access: Access, offered: SignInSecret): Promise<boolean> {
  if ('token' in offered) return access.token.matches(offered.token);
  const expiresAt = await access.links.take(hashOf(offered.link));
  return expiresAt !== undefined && expiresAt > access.clock.now();
}

async function openSession(access: Access): Promise<string> {
  const secret = newSecret(access.random);
  const now = access.clock.now();
  const times = { createdAt: now, expiresAt: now + sessionIdleMs };
  const issuer = access.token.fingerprint;
  await access.sessions.put({ secretHash: hashOf(secret), ...administrator, issuer, ...times }, now);
  return secret;
}
