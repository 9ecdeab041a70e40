import { maskUrl } from './stream-secrets.ts';

/** Port of a stream URL without one, by scheme. */
export const defaultStreamPorts: Readonly<Record<string, string>> = {
  'rtsp:': '554',
  'rtsps:': '322',
  'http:': '80',
  'https:': '443',
};

/**
 * A form of a stream URL that is equal for URLs that read the same stream: scheme and host in lower case, without default port,
 * needless escapes, fragment, user name and password, and with *** for secret values. Not for opening the stream.
 */
export function streamIdentity(url: string): string {
  const text = maskUrl(url.trim());
  if (!URL.canParse(text)) return text;
  const { protocol, hostname, port, pathname, search } = new URL(text);
  if (!(protocol in defaultStreamPorts)) return `${protocol}${text.slice(text.indexOf(':') + 1)}`;
  const host = canonicalHost(hostname).replace(/\.$/, '');
  const otherPort = port === '' || port === defaultStreamPorts[protocol] ? '' : `:${port}`;
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
