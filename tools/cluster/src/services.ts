import type { ServiceName } from '@vialog/nats';
import type { Place, ServerName } from './place.ts';

/** The two images: with ffmpeg where streams are opened, without it everywhere else. */
export type Image = 'service' | 'capture';

/** One kind of service of the city profile. */
export interface Service {
  /** Name in compose, in logs and as user of NATS. */
  readonly name: ServiceName;
  /** Folder of the app. */
  readonly app: string;
  /** What it does, for people. */
  readonly does: string;
  readonly image: Image;
  /** How many run by default. */
  readonly count: number;
  /** Started by `docker compose --profile`, and not at all by `npm run cluster`; undefined: always. */
  readonly profile?: string;
  /** Port of its HTTP in a container; as a process the first free one from here on. */
  readonly port: number;
  /** Reached from outside the host's own loopback by a proxy; all others serve health and metrics only. */
  readonly published: boolean;
  /** Opens streams of cameras: needs a way out of the network of the servers. */
  readonly dials: boolean;
  /** Servers that have to answer before it is started. */
  readonly needs: readonly ServerName[];
  /** Started after these are ready, stopped before them. */
  readonly after: readonly ServiceName[];
  /** Folders of a volume of its own. */
  readonly keeps: boolean;
  /** Its variables at a place; undefined ones are not set. */
  environment(at: Place): Readonly<Record<string, string | undefined>>;
}

/** Path that answers 200 when a service can do its work. */
export const readyPath = '/readyz';

/** What every service is told. */
const common = (user: ServiceName, at: Place) => ({
  VIALOG_HOST: at.host,
  VIALOG_PORT: String(at.port),
  VIALOG_LOG_LEVEL: at.chosen('VIALOG_LOG_LEVEL'),
  NATS_URL: at.url('nats'),
  NATS_USER: user,
  NATS_PASSWORD: at.password(user),
});

/** Which cameras a service works for; all others work for those of every region. */
const region = (at: Place) => ({ VIALOG_REGION: at.chosen('VIALOG_REGION') });

/** Elasticsearch where there is one; else a folder of SQLite files, which only processes of one host can share. */
const eventStore = (at: Place) => {
  const url = at.url('elasticsearch');
  if (url === undefined) return { VIALOG_EVENTS_DIR: at.folder('events') };
  return {
    ELASTICSEARCH_URL: url,
    ELASTICSEARCH_API_KEY: at.chosen('ELASTICSEARCH_API_KEY'),
    ELASTICSEARCH_CA_FILE: at.chosen('ELASTICSEARCH_CA_FILE'),
  };
};

/** Where cameras may be. The api refuses at registration what capture would refuse later: both have to know. */
const streamRules = (at: Place) => ({
  VIALOG_ALLOW_CIDRS: at.chosen('VIALOG_ALLOW_CIDRS'),
  VIALOG_MEDIA_DIR: at.chosen('VIALOG_MEDIA_DIR'),
});

/**
 * The one table of the city profile, each after those it is no use without. It is stopped in the opposite order: what is
 * sampled last is still counted, what is counted last is still stored. `npm run cluster`, docker-compose.yml, the Dockerfile and
 * the tests of the cluster are made from it.
 */
export const services: readonly Service[] = [
  {
    name: 'indexer',
    app: 'apps/indexer',
    does: 'brings counts from the broker into the event store',
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
    environment: (at) => ({
      ...common('api', at),
      ...eventStore(at),
      ...streamRules(at),
      DATABASE_URL: at.url('postgresql'),
      VIALOG_DATA_DIR: at.folder('data'),
      VIALOG_MODELS_DIR: at.chosen('VIALOG_MODELS_DIR'),
      VIALOG_ADMIN_TOKEN: at.secret('VIALOG_ADMIN_TOKEN'),
      VIALOG_HOSTS: at.chosen('VIALOG_HOSTS'),
      VIALOG_BEHIND_TLS: at.chosen('VIALOG_BEHIND_TLS'),
      VIALOG_TRUSTED_PROXIES: at.chosen('VIALOG_TRUSTED_PROXIES'),
      VIALOG_RATE_LIMIT: at.chosen('VIALOG_RATE_LIMIT'),
      VIALOG_DEMO: at.chosen('VIALOG_DEMO'),
    }),
  },
  {
    name: 'detector',
    app: 'apps/detector',
    does: 'counts what is on frames',
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
    }),
  },
  {
    name: 'ingest',
    app: 'apps/ingest',
    does: 'samples the streams of its share of the cameras and closes their slots',
    image: 'capture',
    count: 2,
    port: 7081,
    published: false,
    dials: true,
    needs: ['nats'],
    after: ['api'],
    keeps: false,
    environment: (at) => ({ ...common('ingest', at), ...region(at), ...streamRules(at) }),
  },
  {
    name: 'edge',
    app: 'apps/edge',
    does: 'samples and counts on one host, so that only numbers travel',
    image: 'capture',
    count: 1,
    profile: 'edge',
    port: 7111,
    published: false,
    dials: true,
    needs: ['nats'],
    after: ['api'],
    keeps: false,
    environment: (at) => ({
      ...common('edge', at),
      ...region(at),
      ...streamRules(at),
      VIALOG_DETECTORS: at.chosen('VIALOG_DETECTORS'),
    }),
  },
];

/** What a service is started with, in an image and as a process of the checkout alike. */
export const commandOf = ({ app }: Service): readonly string[] => [
  'node',
  '--enable-source-maps',
  `${app}/dist/main.js`,
];

/** Services in steps of starting: those of a step need only services of steps before it, and are started together. */
export function startingSteps(started: readonly Service[]): readonly (readonly Service[])[] {
  const steps: Service[][] = [];
  const stepOf = (service: Service): number =>
    1 + Math.max(-1, ...started.filter(({ name }) => service.after.includes(name)).map(stepOf));
  for (const service of started) (steps[stepOf(service)] ??= []).push(service);
  return steps;
}
