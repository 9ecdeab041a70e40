import { maskUrl } from '@vialog/contracts';

const defaultPorts: Readonly<Record<string, string>> = { 'rtsp:': '554', 'rtsps:': '322' };

/** A text that is equal for two URLs of the same stream: without secrets and default port, host in lower case. */
export function streamKey(url: string): string {
  const masked = maskUrl(url);
  if (!URL.canParse(masked)) return masked;
  const { protocol, hostname, port, pathname, search } = new URL(masked);
  const explicitPort = port === defaultPorts[protocol] ? '' : port;
  return `${protocol}//${hostname.toLowerCase()}:${explicitPort}${pathname}${search}`;
}

/** The host name of a URL in lower case; empty when it has none. */
export const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).hostname.toLowerCase() : '');
