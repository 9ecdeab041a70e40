import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** How a cluster is started. */
export interface Options {
  /** Folder of everything that is kept; for one cluster alone. */
  readonly data: string;
  /** First port tried for the api. */
  readonly port: number;
  readonly natsServer: string;
  /** Where events go; undefined: Elasticsearch cannot be had, for this reason. */
  readonly elasticsearch: ElasticsearchPlace | undefined;
  readonly whyNot: string;
}

/** A server of the user's own, or one to be started. */
export type ElasticsearchPlace =
  { readonly url: string } | { readonly home: string; readonly javaHome: string };

/** Reads the command line of `main.ts`; what is not said here is found by `tools/bootstrap/cluster.mjs`. Throws on nonsense. */
export function readOptions(args: readonly string[], root: string): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      data: { type: 'string', default: 'data/cluster' },
      port: { type: 'string', default: '7070' },
      'nats-server': { type: 'string' },
      'elasticsearch-url': { type: 'string' },
      'elasticsearch-home': { type: 'string' },
      'java-home': { type: 'string' },
      'no-elasticsearch': { type: 'string', default: 'it was not asked for' },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Error(`--port: expected a port number and found ${values.port}`);
  if (values['nats-server'] === undefined) throw new Error('--nats-server: expected the path of nats-server');
  return {
    data: resolve(root, values.data),
    port,
    natsServer: values['nats-server'],
    elasticsearch: placeOf(values),
    whyNot: values['no-elasticsearch'],
  };
}

function placeOf(values: Readonly<Record<string, string | undefined>>): ElasticsearchPlace | undefined {
  const url = values['elasticsearch-url'];
  if (url !== undefined) return { url };
  const { 'elasticsearch-home': home, 'java-home': javaHome } = values;
  return home === undefined || javaHome === undefined ? undefined : { home, javaHome };
}
