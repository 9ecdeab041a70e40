import { isIP } from 'node:net';
import { listVariable, secret, switchVariable } from '@vialog/configuration';
import { z } from 'zod';
import type { HttpSettings } from '../ports/http-api-ports.ts';

const addressRange = z
  .string()
  .refine(
    isAddressRange,
    'expected addresses or ranges like 10.1.2.3 or 172.16.0.0/12, and not all addresses (/0)',
  );

/** Environment of a server that serves this API. */
export const httpVariables = {
  VIALOG_ADMIN_TOKEN: secret(z.string().min(12, 'expected at least 12 characters').optional()).describe(
    'Administrator token; generated and kept in the data folder if not set',
  ),
  VIALOG_HOSTS: listVariable
    .default([])
    .describe('Host names of this server besides loopback, comma separated'),
  VIALOG_BEHIND_TLS: switchVariable
    .default(false)
    .describe('1: a proxy terminates TLS; cookies are Secure and HSTS is sent'),
  VIALOG_TRUSTED_PROXIES: listVariable
    .pipe(z.array(addressRange))
    .default([])
    .describe(
      'Addresses or CIDR ranges of the proxies whose X-Forwarded-* headers are trusted, comma separated; without it these headers are ignored',
    ),
  VIALOG_RATE_LIMIT: z.coerce
    .number('expected a number of requests')
    .int('expected a whole number of requests')
    .min(0, 'expected 0 or more requests')
    .default(6_000)
    .describe('Maximum requests to the API per client address and minute; 0: no limit'),
};

export interface HttpVariables {
  readonly VIALOG_HOSTS: readonly string[];
  readonly VIALOG_BEHIND_TLS: boolean;
  readonly VIALOG_TRUSTED_PROXIES: readonly string[];
  readonly VIALOG_RATE_LIMIT: number;
}

export const httpSettings = (variables: HttpVariables): HttpSettings => ({
  hosts: variables.VIALOG_HOSTS,
  secure: variables.VIALOG_BEHIND_TLS,
  trustedProxies: variables.VIALOG_TRUSTED_PROXIES,
  requestsPerMinute: variables.VIALOG_RATE_LIMIT,
});

function isAddressRange(text: string): boolean {
  const [, address = '', prefix] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const maxPrefix = { 0: 0, 4: 32, 6: 128 }[isIP(address)] ?? 0;
  const length = Number(prefix ?? maxPrefix);
  return length >= 1 && length <= maxPrefix;
}

/** A warning if the settings work but affect clients behind a proxy, otherwise undefined. */
export function proxyWarning({ secure, trustedProxies }: HttpSettings): string | undefined {
  if (!secure || trustedProxies.length > 0) return undefined;
  return (
    'VIALOG_BEHIND_TLS=1 is set without VIALOG_TRUSTED_PROXIES: X-Forwarded-For is ignored, and all clients share the ' +
    'address of the proxy in the log and in the limits of failed sign-ins and requests. Set VIALOG_TRUSTED_PROXIES to ' +
    'the address of the proxy.'
  );
}

interface ListenSettings {
  readonly VIALOG_HOST: string;
  readonly VIALOG_ADMIN_TOKEN?: string | undefined;
  readonly VIALOG_BEHIND_TLS: boolean;
}

/** Why the server must not listen on this address, or undefined: off loopback it requires a configured token and TLS. */
export function listenRejection(settings: ListenSettings): string | undefined {
  if (['127.0.0.1', '::1', 'localhost'].includes(settings.VIALOG_HOST)) return undefined;
  if (settings.VIALOG_ADMIN_TOKEN !== undefined && settings.VIALOG_BEHIND_TLS) return undefined;
  return (
    `VIALOG_HOST=${settings.VIALOG_HOST} is reachable from other machines: set VIALOG_ADMIN_TOKEN, run a proxy that ` +
    'terminates TLS and set VIALOG_BEHIND_TLS=1, add the host name to VIALOG_HOSTS and the address of the proxy to ' +
    'VIALOG_TRUSTED_PROXIES. Or listen on 127.0.0.1.'
  );
}
