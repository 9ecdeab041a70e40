import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { faultOf, type OnvifHttpResponse } from './onvif-fault-responses.ts';

/** The user of a device, and how it is proven: WS-Security digest, HTTP Digest, or either. */
export interface OnvifLogin {
  readonly username: string;
  readonly password: string;
  readonly method: 'token' | 'digest' | 'either';
}

export interface ProvenRequest {
  readonly operation: string;
  readonly text: string;
  readonly request: IncomingMessage;
}

/** Requests that ONVIF allows without a user (access class PRE_AUTH). */
const open = new Set(['GetSystemDateAndTime', 'GetServices', 'GetCapabilities']);
const maxAgeMs = 300_000;
const realm = 'ONVIF test device';
const nonce = 'a1b2c3d4e5f60718';

/** Checks the user as a strict device does: digest, age by its own clock, each nonce once. */
export class OnvifAuthentication {
  readonly #login: OnvifLogin | undefined;
  readonly #now: () => number;
  readonly #usedNonces = new Set<string>();

  constructor(login: OnvifLogin | undefined, now: () => number) {
    this.#login = login;
    this.#now = now;
  }

  rejectionOf({ operation, text, request }: ProvenRequest): OnvifHttpResponse | undefined {
    const login = this.#login;
    if (login === undefined || open.has(operation)) return undefined;
    const usesToken = login.method !== 'digest';
    const usesDigest = login.method !== 'token';
    if (usesToken && this.#isValidToken(text, login)) return undefined;
    if (usesDigest && isValidDigest(request, login)) return undefined;
    return usesDigest ? challenge : notAuthorized;
  }

  #isValidToken(text: string, { username, password }: OnvifLogin): boolean {
    const value = (name: string): string =>
      new RegExp(`<\\w+:${name}\\b[^>]*>([^<]*)<`).exec(text)?.[1] ?? '';
    const [sentNonce, created] = [value('Nonce'), value('Created')];
    const isFresh = Math.abs(Date.parse(created) - this.#now()) <= maxAgeMs;
    if (!isFresh || sentNonce === '' || this.#usedNonces.has(sentNonce)) return false;
    this.#usedNonces.add(sentNonce);
    const bytes = Buffer.concat([Buffer.from(sentNonce, 'base64'), Buffer.from(created + password, 'utf8')]);
    const digest = createHash('sha1').update(bytes).digest('base64');
    return value('Username') === username && value('Password') === digest;
  }
}

function isValidDigest({ method = '', url = '', headers }: IncomingMessage, login: OnvifLogin): boolean {
  const sent = headers.authorization ?? '';
  const value = (name: string): string => new RegExp(`\\b${name}="?([^",]*)`).exec(sent)?.[1] ?? '';
  const first = md5(`${login.username}:${realm}:${login.password}`);
  const second = md5(`${method}:${url}`);
  const expected = md5(`${first}:${nonce}:${value('nc')}:${value('cnonce')}:auth:${second}`);
  return sent.startsWith('Digest ') && value('uri') === url && value('response') === expected;
}

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

const notAuthorized: OnvifHttpResponse = {
  status: 400,
  body: faultOf('ter:NotAuthorized', 'Sender not Authorized'),
};
const challenge: OnvifHttpResponse = {
  status: 401,
  headers: { 'WWW-Authenticate': `Digest realm="${realm}", qop="auth", nonce="${nonce}", algorithm=MD5` },
  body: '',
};
