import { type AuthChallenge, parseAuthChallenges } from './auth-challenges.ts';
import {
  type AuthorizedRequest,
  digestAuthorization,
  digestStrength,
  requiresAuthInt,
} from './digest-authorization.ts';
import type { Credentials } from './frame-source.port.ts';
import type { StreamFault } from './stream-fault.ts';

/** Fresh nonces in a row for one request, so that a camera cannot cause an endless exchange. */
const maxStaleChallenges = 3;

export interface AuthenticatorOptions {
  /** Absent when the stream is registered without. */
  readonly credentials: Credentials | undefined;
  /** Returns a random text of hexadecimal digits for each challenge. */
  readonly randomNonce: () => string;
  /** Receives the schemes of each challenge, like `Digest SHA-256`. */
  readonly onChallenge?: ((schemes: readonly string[]) => void) | undefined;
}

/**
 * Responds to the authentication challenges of one camera, over HTTP (RFC 7616, RFC 7617) and RTSP (RFC 2326 D), and remembers
 * the last one, so that later requests are authorised at once. Sends a password at most once after each new challenge: a
 * second rejection is a fault and not another attempt, because cameras lock accounts after a few.
 */
export class Authenticator {
  readonly #options: AuthenticatorOptions;
  #challenge: AuthChallenge | undefined;
  #clientNonce = '';
  #uses = 0;
  #staleChallenges = 0;
  /** The current challenge came in this session, and no response to it has been accepted yet. */
  #isUnproven = false;

  constructor(options: AuthenticatorOptions) {
    this.#options = options;
  }

  /** Call for each new connection: its camera may no longer know the nonce of the last one. */
  startSession(): void {
    this.#isUnproven = false;
    this.#staleChallenges = 0;
  }

  /** The value of the `Authorization` header for a request; undefined before the first challenge. Each character is a byte. */
  authorize(request: AuthorizedRequest): string | undefined {
    const { credentials } = this.#options;
    if (this.#challenge === undefined || credentials === undefined) return undefined;
    if (this.#challenge.scheme === 'basic') return basicAuthorization(credentials);
    this.#uses += 1;
    const use = { count: this.#uses, clientNonce: this.#clientNonce };
    return digestAuthorization(this.#challenge, credentials, request, use);
  }

  /** Call when a request that carried `authorize` got a response other than 401. */
  accepted(): void {
    this.#isUnproven = false;
    this.#staleChallenges = 0;
  }

  /**
   * Takes the `WWW-Authenticate` headers of a 401.
   * @returns undefined when the request should be repeated with `authorize`, otherwise the fault
   */
  challenged(headers: readonly string[]): StreamFault | undefined {
    const { credentials, onChallenge } = this.#options;
    const challenges = parseAuthChallenges(headers);
    onChallenge?.(challenges.map(schemeNameOf));
    if (credentials === undefined) return required;
    const chosen = strongest(challenges);
    const unusable = chosen === undefined ? unsupported(challenges) : unusableWith(chosen, credentials);
    if (chosen === undefined || unusable !== undefined) return unusable;
    if (this.#isRejected(chosen)) {
      this.#challenge = undefined;
      return rejected;
    }
    this.#challenge = chosen;
    this.#clientNonce = this.#options.randomNonce();
    this.#uses = 0;
    this.#isUnproven = true;
    return undefined;
  }

  #isRejected({ parameters }: AuthChallenge): boolean {
    if (!this.#isUnproven) return false;
    this.#staleChallenges += 1;
    return parameters.get('stale')?.toLowerCase() !== 'true' || this.#staleChallenges > maxStaleChallenges;
  }
}

/** Digest before Basic, which sends the password itself; SHA before MD5. */
function strongest(challenges: readonly AuthChallenge[]): AuthChallenge | undefined {
  const usable = challenges.filter((challenge) => strengthOf(challenge) !== undefined);
  return usable.sort((a, b) => (strengthOf(b) ?? 0) - (strengthOf(a) ?? 0))[0];
}

function strengthOf(challenge: AuthChallenge): number | undefined {
  if (challenge.scheme === 'basic') return -1;
  if (challenge.scheme !== 'digest' || requiresAuthInt(challenge)) return undefined;
  return challenge.parameters.has('nonce') ? digestStrength(challenge) : undefined;
}

function unsupported(challenges: readonly AuthChallenge[]): StreamFault {
  if (challenges.length === 0) {
    return offline(
      'the camera responded with 401 without naming an authentication method; check its access settings',
    );
  }
  if (challenges.some((one) => one.scheme === 'digest' && requiresAuthInt(one))) {
    return offline(
      'the camera requires Digest authentication with qop "auth-int", which is not supported; set it to "auth"',
    );
  }
  return offline(
    'the camera offers no supported authentication method; set it to Basic, or to Digest with MD5 or SHA-256',
  );
}

/** Control characters would start a new header line; a colon ends the user name of Basic (RFC 7617 2). */
function unusableWith(
  { scheme }: AuthChallenge,
  { username, password }: Credentials,
): StreamFault | undefined {
  if (/\p{Cc}/u.test(username + password)) {
    return offline('the user name or the password contains a control character; enter them again');
  }
  if (scheme !== 'basic' || !username.includes(':')) return undefined;
  return offline(
    'the user name contains a colon, which Basic authentication cannot send; set the camera to Digest',
  );
}

/** Like `Basic` or `Digest SHA-256`. */
function schemeNameOf({ scheme, parameters }: AuthChallenge): string {
  const name = (scheme.charAt(0).toUpperCase() + scheme.slice(1)).slice(0, 20);
  if (scheme !== 'digest') return name;
  return `${name} ${(parameters.get('algorithm') ?? 'MD5').toUpperCase().slice(0, 20)}`;
}

function basicAuthorization({ username, password }: Credentials): string {
  return `Basic ${Buffer.from(`${username}:${password}`, 'utf8').toString('base64')}`;
}

const offline = (detail: string): StreamFault => ({ reason: 'offline', detail });
const required: StreamFault = {
  reason: 'offline',
  detail: 'the camera requires a user name and a password; enter them with the stream',
  cause: 'credentials_required',
};
const rejected: StreamFault = {
  reason: 'offline',
  detail: 'the camera rejects the user name or the password; enter them again',
  isRejection: true,
};
