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
 * fragment, user name and password, and with *** for secret values. Not for opening the stream.
 */
export function streamIdentity(url: string): string {
  const text = maskUrl(url.trim());
  if (!URL.canParse(text)) return text;
  const { protocol, hostname, port, pathname, search } = new URL(text);
  if (!(protocol in defaultStreamPorts)) return `${protocol}${text.slice(text.indexOf(':') + 1)}`;
  const host = hostname.toLowerCase().replace(/\.$/, '');
  const otherPort = port === '' || port === defaultStreamPorts[protocol] ? '' : `:${port}`;
  return `${protocol}//${host}${otherPort}${pathname === '' ? '/' : pathname}${search}`;
}
