import type { Access } from './access.ts';
import { hashOf } from './secrets.ts';

/** Ends a session. An unknown session is ignored. */
export async function signOut(access: Access, sessionSecret: string): Promise<void> {
  await access.sessions.remove(hashOf(sessionSecret));
}
