import { VialogError } from '@vialog/contracts';
import { sessionIdleMs, sessionLifeMs, type Access } from './access.ts';
import { kioskPrincipal, validKioskLink } from './kiosk-links.ts';
import { administrator, type Principal } from './principal.ts';
import { hashOf } from './secrets.ts';
import type { Session } from './session-store.port.ts';

/** The credentials of a request. */
export interface Credentials {
  /** The administrator token, from `Authorization: Bearer`. */
  readonly bearer?: string | undefined;
  /** The secret of the session or of a kiosk link, from the cookie. */
  readonly session?: string | undefined;
  /** Client address for which failures are counted. */
  readonly caller: string;
}

/** A session is renewed in the store after this part of its idle time, not at every request. */
const touchAfterMs = sessionIdleMs / 24;

/**
 * Returns the principal of a request, or undefined without a valid session or kiosk link. A bearer token must be valid even if the request
 * also has a valid session.
 *
 * @throws {VialogError} UNAUTHENTICATED when the bearer token is wrong, RATE_LIMITED after too many wrong ones
 */
export async function authenticate(access: Access, offered: Credentials): Promise<Principal | undefined> {
  if (offered.bearer !== undefined) return byToken(access, offered.bearer, offered.caller);
  if (offered.session === undefined) return undefined;
  const session = await access.sessions.get(hashOf(offered.session));
  if (!session) return byKioskLink(access, offered.session);
  if (!isAlive(access, session)) return undefined;
  await touch(access, session);
  return { name: session.name, permissions: session.permissions };
}

/** The cookie of a wall screen has the secret of its kiosk link. */
async function byKioskLink(access: Access, secret: string): Promise<Principal | undefined> {
  const link = await validKioskLink(access, secret);
  return link && kioskPrincipal(link);
}

function byToken(access: Access, bearer: string, caller: string): Principal {
  access.failures.rejectGuessing(caller);
  if (access.token.matches(bearer)) return administrator;
  access.failures.failed(caller);
  throw new VialogError('UNAUTHENTICATED', 'The bearer token is not the administrator token.');
}

/** Whether a session is neither expired nor of an earlier administrator token. */
export function isAlive(access: Access, session: Session): boolean {
  return session.expiresAt > access.clock.now() && session.issuer === access.token.fingerprint;
}

async function touch(access: Access, session: Session): Promise<void> {
  const now = access.clock.now();
  const expiresAt = Math.min(now + sessionIdleMs, session.createdAt + sessionLifeMs);
  if (expiresAt - session.expiresAt < touchAfterMs) return;
  await access.sessions.put({ ...session, expiresAt }, now);
}
