import { Client } from '@elastic/elasticsearch';

export type ClientOptions = ConstructorParameters<typeof Client>[0];

export interface ConnectionSettings {
  /** Base URLs of one cluster, http: or https:. */
  readonly nodes: readonly string[];
  /** Base64 API key, the `encoded` value of Elasticsearch. */
  readonly apiKey?: string;
  /** For servers without API keys. */
  readonly user?: { readonly name: string; readonly password: string };
  /** SHA-256 fingerprint of the authority that signed the server's certificate, hex with or without colons. */
  readonly caFingerprint?: string;
  /** The authority, PEM. Takes precedence over the fingerprint. */
  readonly ca?: string;
}

/** Creates a client without retries: the caller decides what to do about a failure. */
export function openClient(settings: ConnectionSettings, extra: ClientOptions = {}): Client {
  for (const node of settings.nodes) checkNode(node, settings);
  const auth = authOf(settings);
  return new Client({
    nodes: [...settings.nodes],
    ...(auth ? { auth } : {}),
    ...trustOf(settings),
    maxRetries: 0,
    ...extra,
  });
}

/**
 * With a fingerprint the client checks the certificate chain before it sends a byte. The check of Node.js does not know
 * the authority and is turned off.
 */
function trustOf({ ca, caFingerprint }: ConnectionSettings): ClientOptions {
  if (ca !== undefined) return { tls: { ca } };
  return caFingerprint === undefined ? {} : { caFingerprint, tls: { rejectUnauthorized: false } };
}

function authOf({ apiKey, user }: ConnectionSettings): ClientOptions['auth'] {
  if (apiKey !== undefined) return { apiKey };
  return user === undefined ? undefined : { username: user.name, password: user.password };
}

function checkNode(node: string, { apiKey, user }: ConnectionSettings): void {
  const url = URL.canParse(node) ? new URL(node) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol))
    throw new Error(
      `invalid Elasticsearch URL "${node}": expected an http: or https: URL like https://search.example:9200`,
    );
  if (url.username !== '')
    throw new Error(
      'the Elasticsearch URL contains credentials: expected none; use the settings for the API key or for user and password',
    );
  const local = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url.protocol === 'http:' && !local && (apiKey !== undefined || user !== undefined))
    throw new Error(
      `expected an https: URL for ${url.host}: http: would send the API key or password unencrypted`,
    );
}

const minMajor = 9;

/**
 * Checks that the server responds and has a supported version. Does not use GET /, which a server may reject.
 * @throws {Error} when the server does not respond or is too old
 */
export async function checkServer(client: Client): Promise<{ version: string | undefined }> {
  await client.cluster.health({ timeout: '10s' }, { requestTimeout: 15_000 });
  const version = await versionOf(client);
  const major = Number(version?.split('.')[0]);
  if (version !== undefined && major < minMajor)
    throw new Error(`expected Elasticsearch ${minMajor} or newer, found ${version}; upgrade the server`);
  return { version };
}

/** The oldest version of the cluster; undefined when the API key lacks the privilege `monitor`. */
async function versionOf(client: Client): Promise<string | undefined> {
  const response = await client.nodes
    .info({ metric: '_none', filter_path: ['nodes.*.version'] }, { requestTimeout: 15_000 })
    .catch((error: { statusCode?: number }) => {
      if (error.statusCode === 403) return undefined;
      throw error as Error;
    });
  const versions = Object.values(response?.nodes ?? {}).map((node) => node.version);
  return versions.sort((a, b) => Number(a.split('.')[0]) - Number(b.split('.')[0]))[0];
}
