import type { Place } from '../place.ts';
import { serverNamed } from '../servers.ts';
import type { Service } from '../services.ts';

/** Variable of `.env` that holds the password of a user of NATS. */
export const natsPassword = (user: string): string => `VIALOG_NATS_${user.toUpperCase()}_PASSWORD`;

/** A variable without which compose does nothing and says what to do. */
export const demanded = (variable: string): string =>
  `\${${variable}:?set it in .env, see docs/operations.md}`;

/**
 * Off loopback an api wants a proxy with TLS in front, and nothing but the host itself reaches this one without.
 * Browsers take cookies meant for TLS from their own host without it.
 */
const otherwise: Readonly<Record<string, string>> = { VIALOG_BEHIND_TLS: '1' };

/** Left out of the compose file: folders and files of the host are not there in a container; see docs/operations.md. */
const notInContainers: readonly string[] = ['VIALOG_MEDIA_DIR', 'VIALOG_MODELS_DIR', 'ELASTICSEARCH_CA_FILE'];

/** The containers of the compose file, with references to what the operator sets in `.env`. */
export function composePlace(service: Service): Place {
  return {
    host: '0.0.0.0',
    port: service.port,
    url: (name) => {
      const { port, url } = serverNamed(name);
      if (name === 'nats') return url(name, port);
      // One elsewhere may take its place.
      if (name === 'elasticsearch') return `\${ELASTICSEARCH_URL:-${url(name, port)}}`;
      // Empty, and so not set, unless PostgreSQL was given a password.
      const password = 'VIALOG_POSTGRES_PASSWORD';
      return `\${${password}:+${url(name, port).replace('vialog@', `vialog:\${${password}:-}@`)}}`;
    },
    password: (user) => demanded(natsPassword(user)),
    folder: (name) => (name === 'data' ? '/data' : undefined),
    chosen: (variable) =>
      notInContainers.includes(variable) ? undefined : `\${${variable}:-${otherwise[variable] ?? ''}}`,
    secret: demanded,
  };
}
