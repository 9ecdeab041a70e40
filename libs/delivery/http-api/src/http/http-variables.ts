import { listVariable, secret, switchVariable } from '@vialog/configuration';
import { z } from 'zod';

/** Environment of a server that serves this API. */
export const httpVariables = {
  VIALOG_ADMIN_TOKEN: secret(z.string().min(12, 'expected at least 12 characters').optional()).describe(
    'Administrator token; made and kept in the data folder if not set',
  ),
  VIALOG_HOSTS: listVariable
    .default([])
    .describe('Host names this server is reached by besides loopback, comma separated'),
  VIALOG_BEHIND_TLS: switchVariable
    .default(false)
    .describe('1: a proxy that ends TLS stands in front; cookies are secure and its headers are believed'),
};

interface ListenSettings {
  readonly VIALOG_HOST: string;
  readonly VIALOG_ADMIN_TOKEN?: string | undefined;
  readonly VIALOG_BEHIND_TLS: boolean;
}

/** Why this server must not listen as configured, or undefined: off loopback it needs a token of its own and TLS. */
export function listenRefusal(settings: ListenSettings): string | undefined {
  if (['127.0.0.1', '::1', 'localhost'].includes(settings.VIALOG_HOST)) return undefined;
  if (settings.VIALOG_ADMIN_TOKEN !== undefined && settings.VIALOG_BEHIND_TLS) return undefined;
  return (
    `VIALOG_HOST=${settings.VIALOG_HOST} is reached from other machines: set VIALOG_ADMIN_TOKEN, put a proxy that ends TLS ` +
    'in front and say so with VIALOG_BEHIND_TLS=1, and name the host in VIALOG_HOSTS. Or listen on 127.0.0.1.'
  );
}
