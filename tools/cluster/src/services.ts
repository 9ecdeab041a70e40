import type { ServiceName } from '@vialog/nats';
import type { DeploymentTarget, ServerName } from './deployment-target.ts';

/** The images of services: `capture` has ffmpeg and opens streams. */
export type Image = 'service' | 'capture';

/** One kind of service of the city profile. */
export interface Service {
  /** Name in compose and logs, and of the NATS user. */
  readonly name: ServiceName;
  /** Folder of the app. */
  readonly app: string;
  /** Task, for the table of running processes. */
  readonly does: string;
  readonly image: Image;
  /** Default number of instances. */
  readonly count: number;
  /** Compose profile; `npm run cluster` does not start it. undefined: always started. */
  readonly profile?: string;
  /** HTTP port in a container; as a process, the first free port from here. */
  readonly port: number;
  /** Serves requests through a proxy; other services serve health and metrics only. */
  readonly published: boolean;
  /** Opens camera streams, so it needs the outside network. */
  readonly dials: boolean;
  /** Servers that must be ready before it starts. */
  readonly needs: readonly ServerName[];
  /** Services that must be ready before it starts and that stop after it. */
  readonly after: readonly ServiceName[];
  /** Has a volume. */
  readonly keeps: boolean;
  /** Key of the credentials of cameras: `secret` decrypts, `public` only encrypts. */
  readonly key?: 'secret' | 'public';
  /** Its environment at a deployment target; undefined values are not set. */
  environment(at: DeploymentTarget): Readonly<Record<string, string | undefined>>;
}

/** Path that responds 200 when a service is ready. */
export const readyPath = '/readyz';

/** Variables of every service. */
const common = (user: ServiceName, at: DeploymentTarget) => ({
  VIALOG_HOST: at.host,
  VIALOG_PORT: String(at.port),
  VIALOG_LOG_LEVEL: at.chosen('VIALOG_LOG_LEVEL'),
  NATS_URL: at.url('nats'),
  NATS_USER: user,
  NATS_PASSWORD: at.password(user),
});

/** The region of a service; other services work for all regions. */
const region = (at: DeploymentTarget) => ({ VIALOG_REGION: at.chosen('VIALOG_REGION') });

/** Elasticsearch if available, else a folder of SQLite files, which only processes of one host can share. */
const eventStore = (at: DeploymentTarget) => {
  const url = at.url('elasticsearch');
  if (url === undefined) return { VIALOG_EVENTS_DIR: at.folder('events') };
  return {
    ELASTICSEARCH_URL: url,
    ELASTICSEARCH_API_KEY: at.chosen('ELASTICSEARCH_API_KEY'),
    ELASTICSEARCH_CA_FILE: at.chosen('ELASTICSEARCH_CA_FILE'),
  };
};

/** Allowed streams. The API rejects at registration what capture would reject later, so both get the rules. */
const streamRules = (at: DeploymentTarget) => ({
  VIALOG_ALLOW_CIDRS: at.chosen('VIALOG_ALLOW_CIDRS'),
  VIALOG_STILLS: at.chosen('VIALOG_STILLS'),
  VIALOG_HOST_RATES: at.chosen('VIALOG_HOST_RATES'),
  VIALOG_MEDIA_DIR: at.chosen('VIALOG_MEDIA_DIR'),
});

const publicKeyFile = (at: DeploymentTarget) => `${at.folder('public-key')}/public-key.json`;

/** Both halves of the key that encrypts the credentials of cameras: only services that open streams have them. */
const secretKey = (at: DeploymentTarget) => ({
  VIALOG_SECRET_KEY_FILE: `${at.folder('secrets')}/secret-keys.json`,
  VIALOG_PUBLIC_KEY_FILE: publicKeyFile(at),
});

/**
 * The table of the services of the city profile, each after its dependencies. Services stop in reverse order, so that the last
 * samples are still counted and the last counts are still stored. `npm run cluster`, docker-compose.yml, the Dockerfile and the
 * tests of the cluster are generated from it.
 */
export const services: readonly Service[] = [
  {
    name: 'indexer',
    app: 'apps/indexer',
    does: 'writes counts from the broker to the event store',
    image: 'service',
    count: 1,
    port: 7101,
    published: false,
    dials: false,
    needs: ['nats', 'elasticsearch'],
    after: [],
    keeps: false,
    environment: (at) => ({
      ...common('indexer', at),
      ...eventStore(at),
      VIALOG_EVENTS_MAX_BYTES: at.chosen('VIALOG_EVENTS_MAX_BYTES'),
    }),
  },
  {
    name: 'api',
    app: 'apps/api',
    does: 'cameras, searches, trends, the live feed and the console',
    image: 'service',
    count: 1,
    port: 7070,
    published: true,
    dials: false,
    needs: ['nats', 'elasticsearch', 'postgresql'],
    after: ['indexer'],
    keeps: true,
    key: 'public',
    environment: (at) => ({
      ...common('api', at),
      ...eventStore(at),
      ...streamRules(at),
      VIALOG_PUBLIC_KEY_FILE: publicKeyFile(at),
      DATABASE_URL: at.url('postgresql'),
      VIALOG_DATA_DIR: at.folder('data'),
      VIALOG_MODELS_DIR: at.chosen('VIALOG_MODELS_DIR'),
      VIALOG_ADMIN_TOKEN: at.secret('VIALOG_ADMIN_TOKEN'),
      VIALOG_HOSTS: at.chosen('VIALOG_HOSTS'),
      VIALOG_BEHIND_TLS: at.chosen('VIALOG_BEHIND_TLS'),
      VIALOG_TRUSTED_PROXIES: at.chosen('VIALOG_TRUSTED_PROXIES'),
      VIALOG_RATE_LIMIT: at.chosen('VIALOG_RATE_LIMIT'),
      VIALOG_DEMO: at.chosen('VIALOG_DEMO'),
      VIALOG_BASE_MAP: at.chosen('VIALOG_BASE_MAP'),
      VIALOG_ANALYTICS_DIR: at.chosen('VIALOG_ANALYTICS_DIR'),
    }),
  },
  {
    name: 'detector',
    app: 'apps/detector',
    does: 'counts objects on frames',
    image: 'service',
    count: 2,
    port: 7091,
    published: false,
    dials: false,
    needs: ['nats'],
    after: ['api'],
    keeps: false,
    environment: (at) => ({
      ...common('detector', at),
      VIALOG_DETECTORS: at.chosen('VIALOG_DETECTORS'),
      VIALOG_DETECTOR_PROVIDER: at.chosen('VIALOG_DETECTOR_PROVIDER'),
    }),
  },
  {
    name: 'ingest',
    app: 'apps/ingest',
    does: 'samples its share of the cameras and closes their slots',
    image: 'capture',
    count: 2,
    port: 7081,
    published: false,
    dials: true,
    needs: ['nats'],
    after: ['api'],
    keeps: false,
    key: 'secret',
    environment: (at) => ({ ...common('ingest', at), ...region(at), ...streamRules(at), ...secretKey(at) }),
  },
  {
    name: 'edge',
    app: 'apps/edge',
    does: 'samples and counts on one host; only counts leave it',
    image: 'capture',
    count: 1,
    profile: 'edge',
    port: 7111,
    published: false,
    dials: true,
    needs: ['nats'],
    after: ['api'],
    keeps: false,
    key: 'secret',
    environment: (at) => ({
      ...common('edge', at),
      ...region(at),
      ...streamRules(at),
      ...secretKey(at),
      VIALOG_DETECTORS: at.chosen('VIALOG_DETECTORS'),
      VIALOG_DETECTOR_PROVIDER: at.chosen('VIALOG_DETECTOR_PROVIDER'),
    }),
  },
];

/** Command of a service, in an image and as a process. */
export const commandOf = ({ app }: Service): readonly string[] => [
  'node',
  '--enable-source-maps',
  `${app}/dist/main.js`,
];

/** Start steps: the services of one step depend only on earlier steps and start together. */
export function startingSteps(started: readonly Service[]): readonly (readonly Service[])[] {
  const steps: Service[][] = [];
  const stepOf = (service: Service): number =>
    1 + Math.max(-1, ...started.filter(({ name }) => service.after.includes(name)).map(stepOf));
  for (const service of started) (steps[stepOf(service)] ??= []).push(service);
  return steps;
}
