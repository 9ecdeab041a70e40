import { serverNamed } from '../servers.ts';
import type { ServiceName } from '@vialog/nats';
import { natsPasswords } from '../nats-passwords.ts';
import { required, natsPassword } from './compose-target.ts';
import { hardened } from './hardened.ts';

/** The servers of the compose file; `users` are those of NATS. */
export function composeServers(users: readonly ServiceName[]): Record<string, object> {
  return { nats: nats(users), elasticsearch: elasticsearch(), postgresql: postgresql() };
}

const healthInterval = { interval: '5s', timeout: '4s', retries: 12 };

/** The image is built so that its volume belongs to its user. */
const nats = (users: readonly ServiceName[]): object => ({
  build: { context: '.', target: 'broker' },
  image: 'vialog-broker',
  environment: natsPasswords(users, (user) => required(natsPassword(user))),
  volumes: ['nats:/data'],
  networks: ['inside'],
  healthcheck: { test: ['CMD', 'wget', '-q', '-O', '-', 'http://127.0.0.1:8222/healthz'], ...healthInterval },
  ...hardened,
  stop_grace_period: '30s',
});

/** Without passwords: only our services share its network, and it publishes no port. */
const elasticsearch = (): object => ({
  image: serverNamed('elasticsearch').image,
  environment: {
    'discovery.type': 'single-node',
    'xpack.security.enabled': 'false',
    // Otherwise it requires a higher vm.max_map_count on the host.
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
    ...healthInterval,
    // A first start on a slow machine takes minutes; a healthy container ends the period early.
    start_period: '300s',
  },
  ...hardened,
  // The image starts tini itself.
  init: false,
  // It writes its keystore, logs and configuration next to its data, and loads code from its temp folder.
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
    // If empty, the image prints an error and does not start.
    POSTGRES_PASSWORD: '${VIALOG_POSTGRES_PASSWORD:-}',
  },
  volumes: ['postgresql:/var/lib/postgresql/data'],
  networks: ['inside'],
  healthcheck: { test: ['CMD', 'pg_isready', '--username=vialog'], ...healthInterval },
  ...hardened,
  tmpfs: ['/tmp', '/var/run/postgresql'],
  stop_grace_period: '60s',
});
