import { isIP } from 'node:net';
import { VialogError } from '@vialog/contracts';
import type { HttpSettings } from '../ports/http-api-ports.ts';

/** The parts of a request that identify its origin. */
export interface RequestOrigin {
  readonly method: string;
  /** Host and port that the client sent; behind a trusted proxy, those of X-Forwarded-Host. */
  readonly host: string;
  readonly origin: string | undefined;
  /** Sec-Fetch-Site of the Fetch Metadata specification. */
  readonly fetchSite: string | undefined;
}

/**
 * Rejects cross-site requests. Host: against DNS rebinding, only loopback, IP addresses and configured host names are
 * accepted. Origin: a write must come from a page of this server or from a client that is not a browser.
 *
 * @throws {VialogError} ORIGIN_REFUSED when the host or the origin is not accepted
 */
export function checkOrigin(request: RequestOrigin, settings: Pick<HttpSettings, 'hosts'>): void {
  const name = nameOf(request.host);
  if (!isKnownName(name, settings.hosts)) {
    throw new VialogError(
      'ORIGIN_REFUSED',
      `The host name "${name}" is not accepted. If it is a name of this server, add it to VIALOG_HOSTS.`,
    );
  }
  if (!isRead(request.method) && !isOwnPage(request)) {
    throw new VialogError('ORIGIN_REFUSED', 'Changes are only accepted from pages of this server.');
  }
}

/** Host without port; IPv6 without brackets. */
function nameOf(host: string): string {
  const bracketed = /^\[([^\]]*)\](?::\d*)?$/.exec(host)?.[1];
  return (bracketed ?? host.replace(/:\d*$/, '')).toLowerCase();
}

function isKnownName(name: string, hosts: readonly string[]): boolean {
  return name === 'localhost' || isIP(name) !== 0 || hosts.some((host) => host.toLowerCase() === name);
}

const isRead = (method: string): boolean => ['GET', 'HEAD', 'OPTIONS'].includes(method);

/** Schemes are not compared: a proxy may terminate TLS. */
function isOwnPage({ host, origin, fetchSite }: RequestOrigin): boolean {
  if (origin !== undefined) return URL.canParse(origin) && new URL(origin).host === host.toLowerCase();
  return fetchSite === undefined || fetchSite === 'same-origin' || fetchSite === 'none';
}
