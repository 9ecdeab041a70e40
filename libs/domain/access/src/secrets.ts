import { createHash, timingSafeEqual } from 'node:crypto';

/** Cryptographic random bytes, so many. */
export type RandomBytes = (count: number) => Uint8Array;

/** A secret nobody guesses: 256 random bits, 43 characters of base64url. */
export function newSecret(random: RandomBytes): string {
  return Buffer.from(random(32)).toString('base64url');
}

/** SHA-256, hexadecimal. Enough for secrets of 256 random bits; passwords people choose need argon2id instead. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Whether a candidate is the secret with this hash, in a time that tells nothing about either. */
export function matchesHash(candidate: string, hash: string): boolean {
  return timingSafeEqual(Buffer.from(hashOf(candidate), 'hex'), Buffer.from(hash, 'hex'));
}
