import type { RandomBytes } from '@vialog/contracts';
import { hashOf, matchesHash, newSecret } from './secrets.ts';

/** Minimum length of the administrator token, characters. */
export const minTokenLength = 12;

/** The administrator token. Only its hash is stored. */
export class AdministratorToken {
  readonly #hash: string;

  /** @throws {Error} when the token is shorter than 12 characters */
  constructor(token: string) {
    if (token.length < minTokenLength) {
      throw new Error(
        `The administrator token has ${token.length} characters, expected at least ${minTokenLength}; ` +
          'generate one with: openssl rand -base64 32',
      );
    }
    this.#hash = hashOf(token);
  }

  matches(candidate: string): boolean {
    return matchesHash(candidate, this.#hash);
  }

  /** Identifies the token without revealing it: a session ends when the token that issued it changes. */
  get fingerprint(): string {
    return hashOf(this.#hash).slice(0, 16);
  }
}

/** Generates a token for an installation without a configured one. */
export const makeAdministratorToken = (random: RandomBytes): string => newSecret(random);
