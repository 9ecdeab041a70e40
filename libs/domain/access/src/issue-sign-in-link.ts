import { linkLifeMs, type Access } from './access.ts';
import { hashOf, newSecret } from './secrets.ts';

/** The secret of a sign-in link: usable once, within 10 minutes. Only its hash is kept. */
export async function issueSignInLink(access: Access): Promise<string> {
  const secret = newSecret(access.random);
  const now = access.clock.now();
  await access.links.put({ secretHash: hashOf(secret), expiresAt: now + linkLifeMs }, now);
  return secret;
}
