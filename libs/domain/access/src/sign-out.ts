import type { Access } from './access.ts';
import { hashOf } from './secrets.ts';

/** Ends a session; one that is not there is no error. */
export async function signOut(access: Access, sessionSecret: string): Promise<void> {
  await access.sessions.remove(hashOf(sessionSecret));
}
