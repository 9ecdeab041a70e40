import type { DeploymentTarget } from '../deployment-target.ts';
import { serverNamed } from '../servers.ts';
import type { Service } from '../services.ts';

/** Variable of `.env` with the password of a NATS user. */
export const natsPassword = (user: string): string => `VIALOG_NATS_${user.toUpperCase()}_PASSWORD`;

/** A required variable: without it compose starts nothing and names it. */
export const required = (variable: string): string =>
  `\${${variable}:?set it in .env, see docs/operations.md}`;

/**
 * An API that does not listen on loopback requires a TLS-terminating proxy. This one is published on the loopback address of
 * the host only, from where browsers accept Secure cookies without TLS.
 */
const defaults: Readonly<Record<string, string>> = { VIALOG_BEHIND_TLS: '1' };

/** Variables that are left out: a container has no folders and files of the host; see docs/operations.md. */
const notInContainers: readonly string[] = [
  'VIALOG_ANALYTICS_DIR',
  'VIALOG_BASE_MAP',
  'VIALOG_MEDIA_DIR',
  'VIALOG_MODELS_DIR',
  'ELASTICSEARCH_CA_FILE',
];

/** The containers of the compose file, with references to the variables of `.env`. */
export function composeTarget(service: Service): DeploymentTarget {
  return {
    host: '0.0.0.0',
    port: service.port,
    url: (name) => {
      const { port, url } = serverNamed(name);
      if (name === 'nats') return url(name, port);
      // An external server can replace it.
      if (name === 'elasticsearch') return `\${ELASTICSEARCH_URL:-${url(name, port)}}`;
      // Empty, and so not set, without a password of PostgreSQL.
      const password = 'VIALOG_POSTGRES_PASSWORD';
      return `\${${password}:+${url(name, port).replace('vialog@', `vialog:\${${password}:-}@`)}}`;
    },
    password: (user) => required(natsPassword(user)),
    folder: (name) => (name === 'events' ? undefined : `/${name}`),
    chosen: (variable) =>
      notInContainers.includes(variable) ? undefined : `\${${variable}:-${defaults[variable] ?? ''}}`,
    secret: required,
  };
}
