import type { Access } from './access.ts';
import { isAlive, type Credentials } from './authenticate.ts';
import { validKioskLink } from './kiosk-links.ts';
import { hashOf } from './secrets.ts';

/**
 * Whether credentials that were accepted before are still valid. Unlike `authenticate` it neither prolongs the session nor
 * counts failures: an open connection is not a use of the session.
 */
export async function isSignedIn(access: Access, offered: Credentials): Promise<boolean> {
  if (offered.bearer !== undefined) return access.token.matches(offered.bearer);
  if (offered.session === undefined) return false;
  const session = await access.sessions.get(hashOf(offered.session));
  if (session) return isAlive(access, session);
  return (await validKioskLink(access, offered.session)) !== undefined;
}
