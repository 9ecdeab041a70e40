import { stringify } from 'yaml';
import { commandOf, readyPath, services, type Service } from '../services.ts';
import { composeTarget } from './compose-target.ts';
import { composeServers } from './compose-servers.ts';
import { hardened } from './hardened.ts';

const header = `# Generated from tools/cluster/src/services.ts by \`npm run compose\`; a test compares the two. docs/operations.md explains
# the variables in .env and the next steps. Put local changes into docker-compose.override.yml, which docker compose
# reads automatically.
`;

/** Text of docker-compose.yml. */
export function composeFile(): string {
  const document = {
    name: 'vialog',
    services: {
      ...composeServers(services.map(({ name }) => name)),
      ...Object.fromEntries(services.map((service) => [service.name, composeService(service)])),
    },
    // Servers are in an internal network. Only services that open streams or serve requests have a second network.
    networks: { inside: { internal: true }, outside: {} },
    volumes: Object.fromEntries(volumes().map((name) => [name, {}])),
  };
  return header + stringify(document, { lineWidth: 0, aliasDuplicateObjects: false, singleQuote: true });
}

const volumes = (): readonly string[] => [
  'nats',
  'elasticsearch',
  'postgresql',
  ...services.filter(({ keeps }) => keeps).map(({ name }) => name),
  'secrets',
  'public-key',
];

/** The API reads the public key and never has the secret one. */
function mounts({ name, keeps, key }: Service): readonly string[] {
  const keys = {
    secret: ['secrets:/secrets', 'public-key:/public-key'],
    public: ['public-key:/public-key:ro'],
  };
  return [...(keeps ? [`${name}:/data`] : []), ...(key === undefined ? [] : keys[key])];
}

function composeService(service: Service): object {
  const { image, count, profile, port } = service;
  return {
    build: { context: '.', target: image },
    image: `vialog-${image}`,
    command: commandOf(service),
    ...(profile === undefined ? {} : { profiles: [profile] }),
    environment: environmentOf(service),
    ...(service.published ? { ports: [`127.0.0.1:\${VIALOG_PORT:-${port}}:${port}`] } : {}),
    ...(mounts(service).length > 0 ? { volumes: mounts(service) } : {}),
    networks: service.published || service.dials ? ['inside', 'outside'] : ['inside'],
    depends_on: dependencies(service),
    healthcheck: {
      test: ['CMD', 'node', '-e', probe(port)],
      interval: '5s',
      timeout: '4s',
      retries: 6,
      start_period: '60s',
    },
    ...(count > 1 ? { deploy: { replicas: count } } : {}),
    ...hardened,
    // Services shut down within ten seconds.
    stop_grace_period: '15s',
  };
}

/** Variables of a service in its container, with unresolved references. */
function environmentOf(service: Service): Record<string, string> {
  const set = Object.entries(service.environment(composeTarget(service)));
  return Object.fromEntries(set.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

const probe = (port: number): string =>
  `fetch('http://127.0.0.1:${port}${readyPath}').then((a) => process.exit(a.ok ? 0 : 1), () => process.exit(1))`;

function dependencies({ needs, after }: Service): object {
  const all: Record<string, object> = {};
  for (const name of [...needs, ...after])
    // PostgreSQL runs with its profile only.
    all[name] = { condition: 'service_healthy', ...(name === 'postgresql' ? { required: false } : {}) };
  return all;
}
