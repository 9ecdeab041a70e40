import { linkLifeMs, type Access } from './access.ts';
import { hashOf, newSecret } from './secrets.ts';

/** Returns the secret of a new sign-in link, valid once within 10 minutes. Only its hash is stored. */
export async function issueSignInLink(access: Access): Promise<string> {
  const secret = newSecret(access.random);
  const now = access.clock.now();
  await access.links.put({ secretHash: hashOf(secret), expiresAt: now + linkLifeMs }, now);
  return secret;
}
