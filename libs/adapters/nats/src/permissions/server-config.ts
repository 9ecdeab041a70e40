import { serviceNames, type ServiceName } from '../connection/service-names.ts';
import { permissionsOf } from './permissions.ts';

export interface ServerConfigOptions {
  /** Folder of the streams on disk. */
  readonly storeDir: string;
  /** Listen address for clients. Default: loopback. */
  readonly host?: string;
  /** Default 4222. */
  readonly port?: number;
  /** Port of the monitoring endpoint, on loopback only. Default: none. */
  readonly monitorPort?: number;
  /** Disk limit, bytes. Default 16 GiB. Streams reserve their `max_bytes`, see streams.ts. */
  readonly maxFileBytes?: number;
  /** Memory limit, bytes. Default 1 GiB. */
  readonly maxMemoryBytes?: number;
}

/** Maximum recommended by nats-server; enough for a frame of 3,840 × 1,440 px in yuv420p. */
const maxPayload = '8MB';
const gib = 1024 ** 3;

/**
 * Name of the environment variable of nats-server with the password of a service. The server parses the value as
 * configuration: use letters and digits, with a letter first.
 */
export function passwordVariable(service: ServiceName): string {
  return `${service.toUpperCase()}_PASSWORD`;
}

/** Configuration of nats-server: JetStream, and one user per service with its permissions. It contains no secrets. */
export function natsServerConfig(options: ServerConfigOptions): string {
  const { storeDir, host = '127.0.0.1', port = 4222, monitorPort } = options;
  const { maxFileBytes = 16 * gib, maxMemoryBytes = gib } = options;
  const lines = [
    `listen: ${JSON.stringify(`${host}:${port}`)}`,
    ...(monitorPort === undefined ? [] : [`http: ${JSON.stringify(`127.0.0.1:${monitorPort}`)}`]),
    `max_payload: ${maxPayload}`,
    'jetstream {',
    `  store_dir: ${JSON.stringify(storeDir)}`,
    `  max_memory_store: ${maxMemoryBytes}`,
    `  max_file_store: ${maxFileBytes}`,
    '}',
    'authorization {',
    '  users: [',
    ...serviceNames.map(userOf),
    '  ]',
    '}',
  ];
  return `${lines.join('\n')}\n`;
}

function userOf(service: ServiceName): string {
  const { publish, subscribe, allowResponses } = permissionsOf(service);
  return [
    '    {',
    `      user: ${service}, password: $${passwordVariable(service)}`,
    '      permissions: {',
    `        publish: { allow: ${listed(publish.allow)}, deny: ${listed(publish.deny)} }`,
    `        subscribe: { allow: ${listed(subscribe.allow)} }`,
    ...(allowResponses ? ['        allow_responses: true'] : []),
    '      }',
    '    }',
  ].join('\n');
}

function listed(subjects: readonly string[]): string {
  return `[${subjects.map((subject) => JSON.stringify(subject)).join(', ')}]`;
}
