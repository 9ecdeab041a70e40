import type { Authenticator, Credentials } from '@vialog/capture';
import type { Clock } from '@vialog/contracts';
import { checkStreamAddress, type StreamAddressRules } from '@vialog/network-guard';
import { judgeSoap, type Received, rejected, type SoapResponse } from './judge-soap.ts';
import { postSoap, type SoapHttpResponse } from './post-soap.ts';
import { soapEnvelope, usernameToken } from './soap-envelope.ts';

export interface SoapClientOptions {
  readonly rules: StreamAddressRules;
  readonly clock: Pick<Clock, 'now'>;
  readonly credentials: Credentials | undefined;
  readonly authenticator: Authenticator;
  readonly randomBytes: (size: number) => Buffer;
  /** For one request from the first packet to the last byte, ms. */
  readonly timeoutMs: number;
  /** Ends the whole exchange with the device. */
  readonly signal: AbortSignal;
}

/** How the password is proven. A device that sends an HTTP challenge gets no token, because some reject both at once. */
type Proof = 'none' | 'token' | 'http';

/**
 * Sends requests to the services of one device. Every address is checked and the checked address is dialled. Once the device has
 * rejected the password, no request carries it again, because cameras lock accounts after a few attempts.
 */
export class SoapClient {
  readonly #options: SoapClientOptions;
  #proof: Proof;
  #rejection: SoapResponse | undefined;
  #acceptsCredentials = false;
  /** Clock of the device minus own clock, ms. */
  #clockOffsetMs = 0;

  constructor(options: SoapClientOptions) {
    this.#options = options;
    this.#proof = options.credentials === undefined ? 'none' : 'token';
  }

  set clockOffsetMs(offset: number) {
    this.#clockOffsetMs = offset;
  }

  /** The device has responded to a request that carried the credentials. */
  get acceptsCredentials(): boolean {
    return this.#acceptsCredentials;
  }

  /** A request before authentication. Never rejects. */
  async send(service: URL, body: string): Promise<SoapResponse> {
    return this.#judge(await this.#post(service, soapEnvelope(body), undefined));
  }

  /** A request with the credentials, if there are any. Never rejects. */
  async call(service: URL, body: string): Promise<SoapResponse> {
    if (this.#rejection !== undefined) return this.#rejection;
    const received = await this.#attempt(service, body);
    const isChallenge = 'status' in received && received.status === 401;
    const response = isChallenge
      ? await this.#respondToChallenge(service, body, received)
      : this.#judge(received);
    if (response.kind === 'body' && this.#proof !== 'none') this.#acceptsCredentials = true;
    if (response.kind !== 'unauthorized') return response;
    if (this.#acceptsCredentials) return { kind: 'unauthorized', detail: forbidden };
    this.#rejection = response;
    return response;
  }

  async #respondToChallenge(service: URL, body: string, first: SoapHttpResponse): Promise<SoapResponse> {
    const { authenticator, credentials } = this.#options;
    const challenges = first.headers['www-authenticate'] ?? [];
    if (credentials === undefined || challenges.length === 0) return this.#judge(first);
    let challenged: readonly string[] = challenges;
    for (let attempt = 0; attempt < 4; attempt += 1) {
      const fault = authenticator.challenged(challenged);
      if (fault !== undefined) return { kind: 'unauthorized', detail: fault.detail };
      this.#proof = 'http';
      const received = await this.#attempt(service, body);
      if (!('status' in received) || received.status !== 401) {
        authenticator.accepted();
        return this.#judge(received);
      }
      challenged = received.headers['www-authenticate'] ?? [];
    }
    return { kind: 'unauthorized', detail: rejected };
  }

  #attempt(service: URL, body: string): Promise<Received> {
    const { authenticator } = this.#options;
    const uri = `${service.pathname}${service.search}`;
    const authorization =
      this.#proof === 'http' ? authenticator.authorize({ method: 'POST', uri }) : undefined;
    const header = this.#proof === 'token' ? this.#token() : '';
    return this.#post(service, soapEnvelope(body, header), authorization);
  }

  #token(): string {
    const { credentials, clock, randomBytes } = this.#options;
    if (credentials === undefined) return '';
    const created = new Date(clock.now() + this.#clockOffsetMs).toISOString();
    return usernameToken(credentials, { nonce: randomBytes(16), created });
  }

  async #post(url: URL, envelope: string, authorization: string | undefined): Promise<Received> {
    const { rules, signal, timeoutMs } = this.#options;
    const checked = await checkStreamAddress(url, rules);
    if (!checked.ok) return { blocked: checked.detail };
    const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    return postSoap({ url, address: checked.address, envelope, authorization }, limit);
  }

  #judge(received: Received): SoapResponse {
    return judgeSoap(received, this.#options.credentials !== undefined);
  }
}

const forbidden = 'the user has no permission to read this at the device';
