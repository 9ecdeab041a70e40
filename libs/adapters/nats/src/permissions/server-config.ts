import { serviceNames, type ServiceName } from '../connection/service-names.ts';
import { permissionsOf } from './permissions.ts';

export interface ServerConfigOptions {
  /** Folder of the streams that are kept on disk. */
  readonly storeDir: string;
  /** Address clients connect to; loopback if left out. */
  readonly host?: string;
  /** 4222 if left out. */
  readonly port?: number;
  /** Port of the monitoring pages, on loopback only; none if left out. */
  readonly monitorPort?: number;
  /** Room on disk, bytes; 16 GiB if left out. Streams set aside what they may need, see streams.ts. */
  readonly maxFileBytes?: number;
  /** Room in memory, bytes; 1 GiB if left out. */
  readonly maxMemoryBytes?: number;
}

/** A frame of 3,840 × 1,440 in yuv420p fits; the broker advises no more. */
const maxPayload = '8MB';
const gib = 1024 ** 3;

/**
 * The variable of the server's environment that holds a service's password. The server reads its value as a piece of
 * configuration: letters and digits, beginning with a letter.
 */
export function passwordVariable(service: ServiceName): string {
  return `${service.toUpperCase()}_PASSWORD`;
}

/** The configuration of nats-server as text: JetStream, and one user per service with its permissions. No secret is in it. */
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
