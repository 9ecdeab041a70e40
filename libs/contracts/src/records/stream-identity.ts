import { missingStreamUrl, streamKindOf } from './stream.ts';
import { maskUrl } from './stream-secrets.ts';

/** Port of a stream URL without one, by scheme. */
const defaultStreamPorts: Readonly<Record<string, string>> = {
  'rtsp:': '554',
  'rtsps:': '322',
  'http:': '80',
  'https:': '443',
};

/** Port to which a connection for this URL goes: its own or that of its scheme. Empty for a scheme without connection. */
export const portOf = ({ protocol, port }: Pick<URL, 'protocol' | 'port'>): string =>
  port === '' ? (defaultStreamPorts[protocol] ?? '') : port;

/** Whether a URL names no port or that of its scheme. */
export const hasDefaultPort = (url: Pick<URL, 'protocol' | 'port'>): boolean =>
  portOf(url) === (defaultStreamPorts[url.protocol] ?? '');

/**
 * A form of a stream URL that is equal for URLs that read the same stream: scheme and host in lower case, without default port,
 * needless escapes, fragment, user name and password, and with *** for secret values. Not for opening the stream.
 */
export function streamIdentity(url: string): string {
  const text = maskUrl(url.trim());
  if (!URL.canParse(text)) return text;
  const parsed = new URL(text);
  const { protocol, hostname, port, pathname, search } = parsed;
  if (!(protocol in defaultStreamPorts)) return `${protocol}${text.slice(text.indexOf(':') + 1)}`;
  const host = canonicalHost(hostname).replace(/\.$/, '');
  const otherPort = hasDefaultPort(parsed) ? '' : `:${port}`;
  return `${protocol}//${host}${otherPort}${pathname === '' ? '/' : withoutNeedlessEscapes(pathname)}${search}`;
}

/**
 * A host in lower case, with an address in its usual form: decimal, octal and hexadecimal addresses and names in other scripts
 * are the same in every URL to a resolver, but the URL standard normalises them for http only.
 */
export function canonicalHost(hostname: string): string {
  const http = `http://${hostname}`;
  return URL.canParse(http) ? new URL(http).hostname : hostname.toLowerCase();
}

/** Unreserved characters mean the same with and without an escape (RFC 3986 6.2.2.2). */
const withoutNeedlessEscapes = (path: string): string =>
  path.replace(/%[0-9a-f]{2}/gi, (escape) => {
    const character = String.fromCharCode(parseInt(escape.slice(1), 16));
    return /[\w.~-]/.test(character) ? character : escape.toUpperCase();
  });

/**
 * Identity of the stream by which a camera can be recognised. Undefined for URLs that many records have: that of a draft without
 * stream, and those of counters, which name only their kind.
 */
export const recognisableStream = (url: string): string | undefined =>
  url === missingStreamUrl || streamKindOf(url) === 'counter' ? undefined : streamIdentity(url);
