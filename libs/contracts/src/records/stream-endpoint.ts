import { hasDefaultPort, portOf } from './stream-identity.ts';

/** Scheme with TLS for a scheme without. */
const withTls: Readonly<Record<string, string>> = { 'rtsp:': 'rtsps:', 'http:': 'https:' };

/**
 * How a stream moves that needs its secrets again: to another host or port, or to a connection without TLS. Undefined: the
 * secrets go to the same service. A change to TLS on the default port, like from http to https, is allowed.
 */
export function endpointChange(before: string, after: string): string | undefined {
  const [from, to] = [endpointOf(before), endpointOf(after)];
  if (from.host !== to.host) return 'to another host or port';
  if (from.hasTls && !to.hasTls) return 'to a connection without TLS';
  const isUpgrade = withTls[from.protocol] === to.protocol && from.isDefaultPort && to.isDefaultPort;
  return from.port !== to.port && !isUpgrade ? 'to another host or port' : undefined;
}

function endpointOf(url: string) {
  const parsed = new URL(url);
  const { protocol, hostname } = parsed;
  const hasTls = Object.values(withTls).includes(protocol);
  return {
    protocol,
    host: hostname.toLowerCase(),
    port: portOf(parsed),
    isDefaultPort: hasDefaultPort(parsed),
    hasTls,
  };
}
