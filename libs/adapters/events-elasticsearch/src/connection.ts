import { Client } from '@elastic/elasticsearch';

export type ClientOptions = ConstructorParameters<typeof Client>[0];

export interface ConnectionSettings {
  /** Base URLs of one cluster, http: or https:. */
  readonly nodes: readonly string[];
  /** Base64 API key as Elasticsearch hands it out (`encoded`). */
  readonly apiKey?: string;
  /** For servers without API keys. */
  readonly user?: { readonly name: string; readonly password: string };
  /** SHA-256 fingerprint of the authority that signed the server's certificate, hex with or without colons. */
  readonly caFingerprint?: string;
  /** The authority itself, PEM; the other way to trust a certificate of your own, and the one that counts if both are given. */
  readonly ca?: string;
}

/** A client that tries once: whoever asks knows best what to do about a failure. */
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
 * With a fingerprint the client compares the chain itself before it sends a byte; Node's own check knows nothing of it
 * and has to stand aside.
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
      `expected the URL of an Elasticsearch, like https://search.example:9200, found "${node}"`,
    );
  if (url.username !== '')
    throw new Error(
      'expected no user in the URL of Elasticsearch; give an API key or user and password apart',
    );
  const local = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url.protocol === 'http:' && !local && (apiKey !== undefined || user !== undefined))
    throw new Error(
      `expected https: for ${url.host}: over http: the API key or password would travel in the open`,
    );
}

const oldestMajor = 9;

/**
 * Looks before anything is written: the server answers, and is of a version this client speaks.
 * Not by GET /, which a server may refuse.
 * @throws Error saying what was expected, what was found and what to do
 */
export async function checkServer(client: Client): Promise<{ version: string | undefined }> {
  await client.cluster.health({ timeout: '10s' }, { requestTimeout: 15_000 });
  const version = await versionOf(client);
  const major = Number(version?.split('.')[0]);
  if (version !== undefined && major < oldestMajor)
    throw new Error(`expected Elasticsearch ${oldestMajor} or newer, found ${version}; upgrade the server`);
  return { version };
}

/** Undefined where the API key may not look at nodes (privilege `monitor`). */
async function versionOf(client: Client): Promise<string | undefined> {
  const answer = await client.nodes
    .info({ metric: '_none', filter_path: ['nodes.*.version'] }, { requestTimeout: 15_000 })
    .catch((error: { statusCode?: number }) => {
      if (error.statusCode === 403) return undefined;
      throw error as Error;
    });
  const versions = Object.values(answer?.nodes ?? {}).map((node) => node.version);
  return versions.sort((a, b) => Number(a.split('.')[0]) - Number(b.split('.')[0]))[0];
}
