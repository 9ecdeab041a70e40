import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** How a cluster is started. */
export interface Options {
  /** Data folder, for one cluster at a time. */
  readonly data: string;
  /** First port that is tried for the API. */
  readonly port: number;
  /** Added to the first ports of all other processes, so that clusters on one host do not search the same ports. */
  readonly portOffset: number;
  /** Time that each process gets to shut down, ms. Undefined: 10 to 15 s. */
  readonly stopMs?: number;
  readonly natsServer: string;
  /** The Elasticsearch for the events; undefined: not available, for the reason `whyNot`. */
  readonly elasticsearch: ElasticsearchLocation | undefined;
  readonly whyNot: string;
}

/** A running server, or the installation of one to be started. */
export type ElasticsearchLocation =
  { readonly url: string } | { readonly home: string; readonly javaHome: string };

/**
 * Reads the command line of `main.ts` and the variables that are defaults of it; `tools/bootstrap/cluster.mjs` adds the
 * options that name servers.
 * @throws {Error} when an option or variable is unknown or invalid
 */
export function readOptions(
  args: readonly string[],
  root: string,
  variables: Readonly<Record<string, string | undefined>>,
): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      data: { type: 'string' },
      port: { type: 'string' },
      'port-offset': { type: 'string', default: '0' },
      'stop-timeout': { type: 'string' },
      'nats-server': { type: 'string' },
      'elasticsearch-url': { type: 'string' },
      'elasticsearch-home': { type: 'string' },
      'java-home': { type: 'string' },
      'no-elasticsearch': { type: 'string', default: 'it was not requested' },
    },
  });
  if (values['nats-server'] === undefined) throw new Error('--nats-server: expected the path of nats-server');
  return {
    data: resolve(root, values.data ?? (variables['VIALOG_DATA_DIR'] || 'data/cluster')),
    port:
      values.port === undefined
        ? portOf('VIALOG_PORT', variables['VIALOG_PORT'] || '7070')
        : portOf('--port', values.port),
    portOffset: offsetOf(values['port-offset']),
    ...(values['stop-timeout'] === undefined ? {} : { stopMs: timeoutOf(values['stop-timeout']) }),
    natsServer: values['nats-server'],
    elasticsearch: elasticsearchLocation(values),
    whyNot: values['no-elasticsearch'],
  };
}

function portOf(name: string, text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new Error(`${name}: expected a port number from 1 to 65535 and found ${text}`);
}

function timeoutOf(text: string): number {
  const seconds = Number(text);
  if (Number.isInteger(seconds) && seconds >= 1 && seconds <= 3_600) return seconds * 1_000;
  throw new Error(`--stop-timeout: expected seconds from 1 to 3600 and found ${text}`);
}

/** The highest first port is 9300. */
const maxOffset = 56_000;

function offsetOf(text: string): number {
  const offset = Number(text);
  if (Number.isInteger(offset) && offset >= 0 && offset <= maxOffset) return offset;
  throw new Error(`--port-offset: expected a number from 0 to ${maxOffset} and found ${text}`);
}

function elasticsearchLocation(
  values: Readonly<Record<string, string | undefined>>,
): ElasticsearchLocation | undefined {
  const url = values['elasticsearch-url'];
  if (url !== undefined) return { url };
  const { 'elasticsearch-home': home, 'java-home': javaHome } = values;
  return home === undefined || javaHome === undefined ? undefined : { home, javaHome };
}
