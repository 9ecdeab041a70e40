import { VialogError } from '@vialog/contracts';
import { sessionIdleMs, type Access } from './access.ts';
import { kioskPrincipal, validKioskLink } from './kiosk-links.ts';
import { administrator, type Principal } from './principal.ts';
import { hashOf, newSecret } from './secrets.ts';

/** The credential of a sign-in: the secret of a one-time link or of a kiosk link, or the administrator token. */
export type SignInSecret =
  { readonly link: string } | { readonly kiosk: string } | { readonly token: string };

export interface SignedIn {
  readonly principal: Principal;
  /** The session's secret for the cookie; it cannot be read again. */
  readonly secret: string;
  /** When the cookie ends, epoch ms; undefined: with the browser. Only a kiosk link outlives a restart of the browser. */
  readonly expiresAt?: number;
}

/**
 * Starts a session; a kiosk link is its own session, on any number of screens. `caller` is the client address for which failures are counted.
 *
 * @throws {VialogError} SIGN_IN_LINK_USED, KIOSK_LINK_ENDED, UNAUTHENTICATED or RATE_LIMITED when the sign-in is rejected
 */
export async function signIn(access: Access, offered: SignInSecret, caller: string): Promise<SignedIn> {
  access.failures.rejectGuessing(caller);
  if ('kiosk' in offered) return openKiosk(access, offered.kiosk, caller);
  if (!(await accepted(access, offered))) {
    access.failures.failed(caller);
    throw 'link' in offered
      ? new VialogError('SIGN_IN_LINK_USED')
      : new VialogError('UNAUTHENTICATED', 'This is not the administrator token.');
  }
  return { principal: administrator, secret: await openSession(access) };
}

/** The cookie of the screen has the secret of the link, so that revoking the link ends its access everywhere. */
async function openKiosk(access: Access, secret: string, caller: string): Promise<SignedIn> {
  const link = await validKioskLink(access, secret);
  if (link) return { principal: kioskPrincipal(link), secret, expiresAt: link.expiresAt };
  // A screen whose link has expired does not guess.
  const isKnown = (await access.kioskLinks.byHash(hashOf(secret))) !== undefined;
  if (!isKnown) access.failures.failed(caller);
  throw new VialogError('KIOSK_LINK_ENDED');
}

async function accepted(access: Access, offered: Exclude<SignInSecret, { kiosk: string }>): Promise<boolean> {
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
