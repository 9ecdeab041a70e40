import { isIP } from 'node:net';
import { VialogError } from '@vialog/contracts';
import type { HttpSettings } from '../ports/http-api-ports.ts';

/** What of a request tells where it comes from. */
export interface RequestOrigin {
  readonly method: string;
  /** Host and port as the client named them; with a declared proxy, as that saw them. */
  readonly host: string;
  readonly origin: string | undefined;
  /** Sec-Fetch-Site of the Fetch Metadata specification. */
  readonly fetchSite: string | undefined;
}

/**
 * Refuses requests that a foreign page makes a browser send. By name: a page whose name was re-pointed to us (DNS
 * rebinding) still says its own name, so only loopback, addresses and declared names are taken. By origin: a write must
 * come from a page of ours, or from no page at all. Errors: ORIGIN_REFUSED.
 */
export function checkOrigin(request: RequestOrigin, rules: Pick<HttpSettings, 'hosts'>): void {
  const name = nameOf(request.host);
  if (!isKnownName(name, rules.hosts)) {
    throw new VialogError(
      'ORIGIN_REFUSED',
      `This server is not known as "${name}"; name it in VIALOG_HOSTS if it should be.`,
    );
  }
  if (!isRead(request.method) && !isOwnPage(request)) {
    throw new VialogError('ORIGIN_REFUSED', 'Changes are taken from pages of this server only.');
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

/** Schemes are not compared: a proxy may have ended TLS. */
function isOwnPage({ host, origin, fetchSite }: RequestOrigin): boolean {
  if (origin !== undefined) return URL.canParse(origin) && new URL(origin).host === host.toLowerCase();
  return fetchSite === undefined || fetchSite === 'same-origin' || fetchSite === 'none';
}
