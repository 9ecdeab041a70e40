import { createHash } from 'node:crypto';
import type { AuthChallenge } from './auth-challenges.ts';
import type { Credentials } from './frame-source.port.ts';

/**
 * Hash functions by the algorithm names of RFC 7616, weakest first. SHA-512-256 is left out: implementations disagree on
 * what the name means.
 */
const hashes: Readonly<Record<string, string>> = { md5: 'md5', 'sha-256': 'sha256' };
const strengths = Object.keys(hashes);

/** The request that an `Authorization` header is computed for. */
export interface AuthorizedRequest {
  readonly method: string;
  /** Exactly as in the request line. */
  readonly uri: string;
}

export interface DigestUse {
  /** How often this nonce has been used, from 1. */
  readonly count: number;
  /** A random text of hexadecimal digits. */
  readonly clientNonce: string;
}

/** Rank of a Digest challenge's algorithm, stronger ones higher; undefined when it is not supported. */
export function digestStrength(challenge: AuthChallenge): number | undefined {
  const strength = strengths.indexOf(algorithmOf(challenge).name);
  return strength < 0 ? undefined : strength;
}

/** Whether the challenge accepts only `auth-int`, which would require a hash of every body. */
export function requiresAuthInt({ parameters }: AuthChallenge): boolean {
  const options = optionsOf(parameters.get('qop'));
  return options.includes('auth-int') && !options.includes('auth');
}

/**
 * The value of an `Authorization` header for a Digest challenge (RFC 7616; without `qop`, RFC 2069).
 * @returns text in which each character is one byte (latin1)
 */
export function digestAuthorization(
  challenge: AuthChallenge,
  { username, password }: Credentials,
  { method, uri }: AuthorizedRequest,
  { count, clientNonce }: DigestUse,
): string {
  const parameter = (name: string): string | undefined => challenge.parameters.get(name);
  const [realm = '', nonce = ''] = [parameter('realm'), parameter('nonce')];
  const { name, isSession } = algorithmOf(challenge);
  const hash = (text: string): string =>
    createHash(hashes[name] as string)
      .update(text, 'latin1')
      .digest('hex');
  const [user, secret] = [bytesOf(username), bytesOf(password)];
  const secretHash = hash(`${user}:${unescaped(realm)}:${secret}`);
  const first = isSession ? hash(`${secretHash}:${unescaped(nonce)}:${clientNonce}`) : secretHash;
  const second = hash(`${method}:${uri}`);
  const uses = optionsOf(parameter('qop')).includes('auth');
  const nc = count.toString(16).padStart(8, '0');
  const middle = uses ? `${unescaped(nonce)}:${nc}:${clientNonce}:auth` : unescaped(nonce);
  const isHashed = parameter('userhash')?.toLowerCase() === 'true';
  const parts = [
    isHashed ? `username="${hash(`${user}:${unescaped(realm)}`)}"` : nameParameter(challenge, username),
    `realm="${realm}"`,
    `nonce="${nonce}"`,
    `uri="${uri}"`,
    `response="${hash(`${first}:${middle}:${second}`)}"`,
    ...optional('algorithm', parameter('algorithm')),
    ...(uses ? ['qop=auth', `nc=${nc}`] : []),
    ...(uses || isSession ? [`cnonce="${clientNonce}"`] : []),
    ...(parameter('opaque') === undefined ? [] : [`opaque="${parameter('opaque')}"`]),
    ...(isHashed ? ['userhash=true'] : []),
  ];
  return `Digest ${parts.join(', ')}`;
}

const optional = (name: string, value: string | undefined): readonly string[] =>
  value === undefined || value === '' ? [] : [`${name}=${value.trim()}`];

/** UTF-8 where the camera says that it reads it (RFC 7616 4); otherwise the bytes themselves, as curl sends them. */
function nameParameter({ parameters }: AuthChallenge, username: string): string {
  const isUtf8 = parameters.get('charset')?.toLowerCase() === 'utf-8';
  if (isUtf8 && /[^\x20-\x7e]/.test(username)) {
    const encoded = encodeURIComponent(username).replace(
      /['()*]/g,
      (one) => `%${one.charCodeAt(0).toString(16)}`,
    );
    return `username*=UTF-8''${encoded}`;
  }
  return `username="${bytesOf(username).replace(/["\\]/g, '\\$&')}"`;
}

function algorithmOf({ parameters }: AuthChallenge): { name: string; isSession: boolean } {
  const text = (parameters.get('algorithm') ?? '').trim().toLowerCase();
  const name = text.replace(/-sess$/, '').replace(/^sha256$/, 'sha-256');
  return { name: name === '' ? 'md5' : name, isSession: text.endsWith('-sess') };
}

const optionsOf = (qop: string | undefined): readonly string[] =>
  (qop ?? '')
    .toLowerCase()
    .split(/[\s,;]+/)
    .filter((option) => option !== '');
/** UTF-8 as text in which each character is one byte. */
const bytesOf = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');
const unescaped = (quoted: string): string => quoted.replace(/\\(.)/g, '$1');
