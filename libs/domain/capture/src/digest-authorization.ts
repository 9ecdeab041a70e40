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
  credentials: Credentials,
  request: AuthorizedRequest,
  use: DigestUse,
): string {
  const parameter = (name: string): string | undefined => challenge.parameters.get(name);
  const usesQop = optionsOf(parameter('qop')).includes('auth');
  const { isSession } = algorithmOf(challenge);
  const parts = [
    ...nameParameters(challenge, credentials.username),
    `realm="${parameter('realm') ?? ''}"`,
    `nonce="${parameter('nonce') ?? ''}"`,
    `uri="${request.uri}"`,
    `response="${responseTo(challenge, credentials, request, use)}"`,
    ...optional('algorithm', parameter('algorithm')),
    ...(usesQop ? ['qop=auth', `nc=${countOf(use)}`] : []),
    ...(usesQop || isSession ? [`cnonce="${use.clientNonce}"`] : []),
    ...(parameter('opaque') === undefined ? [] : [`opaque="${parameter('opaque')}"`]),
  ];
  return `Digest ${parts.join(', ')}`;
}

function responseTo(
  challenge: AuthChallenge,
  { username, password }: Credentials,
  { method, uri }: AuthorizedRequest,
  use: DigestUse,
): string {
  const hash = hashOf(challenge);
  const nonce = unescaped(challenge.parameters.get('nonce') ?? '');
  const realm = unescaped(challenge.parameters.get('realm') ?? '');
  const secretHash = hash(`${bytesOf(username)}:${realm}:${bytesOf(password)}`);
  const { isSession } = algorithmOf(challenge);
  const first = isSession ? hash(`${secretHash}:${nonce}:${use.clientNonce}`) : secretHash;
  const usesQop = optionsOf(challenge.parameters.get('qop')).includes('auth');
  const middle = usesQop ? `${nonce}:${countOf(use)}:${use.clientNonce}:auth` : nonce;
  return hash(`${first}:${middle}:${hash(`${method}:${uri}`)}`);
}

function hashOf(challenge: AuthChallenge): (text: string) => string {
  const algorithm = hashes[algorithmOf(challenge).name] as string;
  return (text) => createHash(algorithm).update(text, 'latin1').digest('hex');
}

const countOf = ({ count }: DigestUse): string => count.toString(16).padStart(8, '0');
const optional = (name: string, value: string | undefined): readonly string[] =>
  value === undefined || value === '' ? [] : [`${name}=${value.trim()}`];

/** UTF-8 where the camera says that it reads it (RFC 7616 4); otherwise the bytes themselves, as curl sends them. */
function nameParameters(challenge: AuthChallenge, username: string): readonly string[] {
  const { parameters } = challenge;
  if (parameters.get('userhash')?.toLowerCase() === 'true') {
    const realm = unescaped(parameters.get('realm') ?? '');
    return [`username="${hashOf(challenge)(`${bytesOf(username)}:${realm}`)}"`, 'userhash=true'];
  }
  const isUtf8 = parameters.get('charset')?.toLowerCase() === 'utf-8';
  if (isUtf8 && /[^\x20-\x7e]/.test(username)) {
    const encoded = encodeURIComponent(username).replace(
      /['()*]/g,
      (one) => `%${one.charCodeAt(0).toString(16)}`,
    );
    return [`username*=UTF-8''${encoded}`];
  }
  return [`username="${bytesOf(username).replace(/["\\]/g, '\\$&')}"`];
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
