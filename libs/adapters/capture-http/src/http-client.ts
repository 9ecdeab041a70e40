import {
  addressFault,
  type Authenticator,
  type HostLimiter,
  requestTarget,
  type StreamFault,
} from '@vialog/capture';
import { endpointChange } from '@vialog/contracts';
import { checkStreamAddress, type StreamAddressRules } from '@vialog/network-guard';
import { Cookies } from './cookies.ts';
import { explainForbiddenUser } from './explain-response.ts';
import { type HttpResponse, sendRequest } from './http-connection.ts';

const maxRedirects = 3;
const redirects: readonly number[] = [301, 302, 303, 307, 308];
/** More than the stale nonces that the authenticator accepts. */
const maxAttempts = 6;

export interface HttpClientOptions {
  readonly rules: StreamAddressRules;
  readonly authenticator: Authenticator;
  /** Silence after which a connection is closed, ms. */
  readonly silenceMs: number;
  /** SHA-256 fingerprint of the certificate of the registered host and port; undefined: any trusted one. */
  readonly certificateSha256?: string | undefined;
  /** Limits the further requests of a stream; absent: they are not limited. */
  readonly limiter?: HostLimiter | undefined;
}

/** A response and the address from which it came, after redirects. */
export interface FinalResponse extends HttpResponse {
  readonly url: URL;
}

/** A URL to request, with its path and query exactly as written. */
interface Target {
  readonly url: URL;
  readonly text: string;
}

/**
 * Requests the URL of one camera: follows redirects, keeps cookies and responds to challenges. Every address, also after a
 * redirect or in a playlist, is checked, and the checked address is dialled. Credentials and the pin
 * of the certificate hold for the registered host and port only (`endpointChange`).
 */
export class HttpClient {
  readonly #registered: Target;
  readonly #options: HttpClientOptions;
  readonly #cookies = new Cookies();

  constructor(url: string, options: HttpClientOptions) {
    this.#registered = { url: new URL(url), text: url };
    this.#options = options;
  }

  /** Requests the registered URL. Never rejects. */
  get(headers: Readonly<Record<string, string>>, signal: AbortSignal): Promise<FinalResponse | StreamFault> {
    return this.#follow(this.#registered, headers, signal);
  }

  /** Resolves when `getFrom` may request a URL, by the rate of its host. */
  async furtherTurn(url: URL, signal: AbortSignal): Promise<void> {
    await this.#options.limiter?.furtherTurn(url, signal);
  }

  /** Requests another URL that the camera named, for example in a playlist. Never rejects. */
  getFrom(
    url: URL,
    headers: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<FinalResponse | StreamFault> {
    return this.#follow({ url, text: url.href }, headers, signal);
  }

  async #follow(
    first: Target,
    headers: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<FinalResponse | StreamFault> {
    this.#options.authenticator.startSession();
    let target = first;
    for (let redirect = 0; redirect <= maxRedirects; redirect += 1) {
      const response = await this.#request(target, headers, signal);
      if ('reason' in response) return response;
      this.#cookies.take(target.url, response.headers.get('set-cookie') ?? []);
      if (!redirects.includes(response.status)) return { ...response, url: target.url };
      response.close();
      const next = redirectTarget(response, target.url);
      if ('reason' in next) return next;
      target = next;
    }
    return offline(`the camera redirects more than ${maxRedirects} times; use the final URL`);
  }

  /** One hop, including its authentication requests. */
  async #request(
    target: Target,
    headers: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<HttpResponse | StreamFault> {
    const { authenticator, rules } = this.#options;
    const checked = await checkStreamAddress(target.url, rules);
    if (!checked.ok) return addressFault(checked);
    for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
      const authorization = this.#authorizationFor(target);
      const response = await this.#send(target, checked.address, withHeaders(headers, authorization), signal);
      if ('reason' in response) return response;
      if (response.status !== 401) return this.#judged(response, authorization !== undefined);
      response.close();
      const fault = this.#isTrusted(target.url)
        ? authenticator.challenged(response.headers.get('www-authenticate') ?? [])
        : elsewhere;
      if (fault !== undefined) return fault;
    }
    return offline('the camera repeats its authentication challenge in a loop; check its access settings');
  }

  #judged(response: HttpResponse, isAuthorized: boolean): HttpResponse | StreamFault {
    if (!isAuthorized) return response;
    if (response.status !== 403) {
      this.#options.authenticator.accepted();
      return response;
    }
    response.close();
    return explainForbiddenUser;
  }

  async #send(
    { url, text }: Target,
    address: string,
    headers: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<HttpResponse | StreamFault> {
    const cookie = this.#cookies.headerFor(url);
    const all = cookie === undefined ? headers : { ...headers, Cookie: cookie };
    const { silenceMs } = this.#options;
    const certificateSha256 = this.#isTrusted(url) ? this.#options.certificateSha256 : undefined;
    const target = requestTarget(text);
    return sendRequest({ url, target, address, headers: all, silenceMs, certificateSha256 }, signal);
  }

  #authorizationFor({ url, text }: Target): string | undefined {
    if (!this.#isTrusted(url)) return undefined;
    const target = requestTarget(text);
    const uri = target.startsWith('/') ? target : `/${target}`;
    return this.#options.authenticator.authorize({ method: 'GET', uri });
  }

  /** The registered service: a change of the URL to it would keep the stored secrets as well. */
  #isTrusted(url: URL): boolean {
    return endpointChange(this.#registered.url.href, url.href) === undefined;
  }
}

function withHeaders(
  headers: Readonly<Record<string, string>>,
  authorization: string | undefined,
): Readonly<Record<string, string>> {
  return authorization === undefined ? headers : { ...headers, Authorization: authorization };
}

function redirectTarget({ headers }: HttpResponse, from: URL): Target | StreamFault {
  const location = headers.get('location')?.[0] ?? '';
  if (location === '' || !URL.canParse(location, from.href)) {
    return offline('the camera redirects to nowhere; check the URL');
  }
  const url = new URL(location, from);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return offline(`the camera redirects to a ${url.protocol} address; use that URL itself`);
  }
  return { url, text: /^https?:\/\//i.test(location) ? location : url.href };
}

const offline = (detail: string): StreamFault => ({ reason: 'offline', detail });
const elsewhere = offline(
  'the camera redirects to another host or port, or to http, which requires a user name and a password; register that URL itself',
);
