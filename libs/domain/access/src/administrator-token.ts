import { hashOf, matchesHash, newSecret, type RandomBytes } from './secrets.ts';

export const shortestToken = 12;

/** The one token of the administrator. Keeps only its hash. */
export class AdministratorToken {
  readonly #hash: string;

  /** Throws a sentence for people where the token is too short to be safe. */
  constructor(token: string) {
    if (token.length < shortestToken) {
      throw new Error(
        `The administrator token has ${token.length} characters, expected at least ${shortestToken}; ` +
          'make one with: openssl rand -base64 32',
      );
    }
    this.#hash = hashOf(token);
  }

  matches(candidate: string): boolean {
    return matchesHash(candidate, this.#hash);
  }

  /** Names the token without telling it: sessions of an older token end when it is changed. */
  get fingerprint(): string {
    return hashOf(this.#hash).slice(0, 16);
  }
}

/** A token for an installation that was given none. */
export const makeAdministratorToken = (random: RandomBytes): string => newSecret(random);
