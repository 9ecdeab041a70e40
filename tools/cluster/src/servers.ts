import type { ServerName } from './place.ts';

/** A server of the city profile that is not ours. */
export interface Server {
  readonly name: ServerName;
  /** Official image and version, for compose. */
  readonly image: string;
  /** Port it is reached at by the services; as a process the first free one from here on. */
  readonly port: number;
  /** Address for the services, given host and port. */
  readonly url: (host: string, port: number) => string;
  /** Started by `docker compose --profile`, and not at all by `npm run cluster`; undefined: always. */
  readonly profile?: string;
  readonly does: string;
}

/** The servers, in the order of starting. Versions are those the tests run against, or newer ones of the same major. */
export const servers: readonly Server[] = [
  {
    name: 'nats',
    image: 'nats:2.15-alpine',
    port: 4222,
    url: (host, port) => `nats://${host}:${port}`,
    does: 'carries counts, frames, leases, the registry feed and models between the services',
  },
  {
    name: 'elasticsearch',
    image: 'docker.elastic.co/elasticsearch/elasticsearch:9.3.2',
    port: 9200,
    url: (host, port) => `http://${host}:${port}`,
    does: 'keeps and searches counts',
  },
  {
    name: 'postgresql',
    image: 'postgres:17-alpine',
    port: 5432,
    url: (host, port) => `postgresql://vialog@${host}:${port}/vialog`,
    profile: 'ha',
    does: 'keeps cameras, sites and sessions, where the api must not depend on its own volume',
  },
];

export function serverNamed(name: ServerName): Server {
  const found = servers.find((server) => server.name === name);
  if (found === undefined) throw new Error(`expected a server of the table and found ${name}`);
  return found;
}
