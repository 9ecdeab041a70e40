import { serverNamed } from '../servers.ts';
import type { ServiceName } from '@vialog/nats';
import { natsPasswords } from '../nats-passwords.ts';
import { demanded, natsPassword } from './compose-place.ts';
import { hardened } from './hardened.ts';

/** The servers of the compose file; `users` are those of NATS. */
export function composeServers(users: readonly ServiceName[]): Record<string, object> {
  return { nats: nats(users), elasticsearch: elasticsearch(), postgresql: postgresql() };
}

const often = { interval: '5s', timeout: '4s', retries: 12 };

/** The image is built so that its volume belongs to the user it runs as. */
const nats = (users: readonly ServiceName[]): object => ({
  build: { context: '.', target: 'broker' },
  image: 'vialog-broker',
  environment: natsPasswords(users, (user) => demanded(natsPassword(user))),
  volumes: ['nats:/data'],
  networks: ['inside'],
  healthcheck: { test: ['CMD', 'wget', '-q', '-O', '-', 'http://127.0.0.1:8222/healthz'], ...often },
  ...hardened,
  stop_grace_period: '30s',
});

/** Without passwords: only our services are in its network, and no port of it is open on the host. */
const elasticsearch = (): object => ({
  image: serverNamed('elasticsearch').image,
  environment: {
    'discovery.type': 'single-node',
    'xpack.security.enabled': 'false',
    // Otherwise it asks the host for vm.max_map_count.
    'node.store.allow_mmap': 'false',
    ES_JAVA_OPTS: '${VIALOG_ELASTICSEARCH_JAVA_OPTS:--Xms1g -Xmx1g}',
  },
  volumes: ['elasticsearch:/usr/share/elasticsearch/data'],
  networks: ['inside'],
  healthcheck: {
    test: [
      'CMD',
      'curl',
      '--fail',
      '--silent',
      'http://127.0.0.1:9200/_cluster/health?wait_for_status=yellow&timeout=2s',
    ],
    ...often,
    start_period: '90s',
  },
  ...hardened,
  // It writes its keystore, logs and configuration beside its data, and loads code from its temp folder.
  read_only: false,
  tmpfs: [],
  stop_grace_period: '60s',
});

const postgresql = (): object => ({
  image: serverNamed('postgresql').image,
  profiles: ['ha'],
  user: 'postgres',
  environment: {
    POSTGRES_USER: 'vialog',
    POSTGRES_DB: 'vialog',
    // Empty: the image says so and does not start.
    POSTGRES_PASSWORD: '${VIALOG_POSTGRES_PASSWORD:-}',
  },
  volumes: ['postgresql:/var/lib/postgresql/data'],
  networks: ['inside'],
  healthcheck: { test: ['CMD', 'pg_isready', '--username=vialog'], ...often },
  ...hardened,
  tmpfs: ['/tmp', '/var/run/postgresql'],
  stop_grace_period: '60s',
});
