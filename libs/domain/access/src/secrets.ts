import { createHash, timingSafeEqual } from 'node:crypto';
import type { RandomBytes } from '@vialog/contracts';

/** Generates a secret of 256 random bits, 43 characters of base64url. */
export function newSecret(random: RandomBytes): string {
  return Buffer.from(random(32)).toString('base64url');
}

/** SHA-256, hexadecimal. Sufficient for secrets of 256 random bits; passwords chosen by people require argon2id. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Whether the candidate has this hash, compared in constant time. */
export function matchesHash(candidate: string, hash: string): boolean {
  return timingSafeEqual(Buffer.from(hashOf(candidate), 'hex'), Buffer.from(hash, 'hex'));
}
