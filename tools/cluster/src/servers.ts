import type { ServerName } from './deployment-target.ts';

/** A third-party server of the city profile. */
export interface Server {
  readonly name: ServerName;
  /** Official image and version, for compose. */
  readonly image: string;
  /** Port in a container; as a process, the first free port from here. */
  readonly port: number;
  /** Address for the services. */
  readonly url: (host: string, port: number) => string;
  /** Compose profile; `npm run cluster` does not start it. undefined: always started. */
  readonly profile?: string;
  readonly does: string;
}

/** The servers in the order of the start. Tests run against these versions or older ones of the same major. */
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
    does: 'stores and searches counts',
  },
  {
    name: 'postgresql',
    image: 'postgres:17-alpine',
    port: 5432,
    url: (host, port) => `postgresql://vialog@${host}:${port}/vialog`,
    profile: 'ha',
    does: 'stores cameras, sites and sessions for several APIs',
  },
];

export function serverNamed(name: ServerName): Server {
  const found = servers.find((server) => server.name === name);
  if (found === undefined) throw new Error(`unknown server ${name}`);
  return found;
}
