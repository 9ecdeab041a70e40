import { spawn, spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createConnection, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

const provisionScript = join(import.meta.dirname, '../../../tools/provision/elasticsearch.mjs');
const keeperProgram = join(import.meta.dirname, '../elasticsearch/keeper.mjs');
const startMs = 630_000;

export interface ElasticsearchUnderTest {
  /** Base URL: http://127.0.0.1:<port>, or ELASTICSEARCH_URL. */
  readonly url: string;
  /** Parent folder of snapshot repositories; undefined with ELASTICSEARCH_URL. */
  readonly snapshots?: string;
  /** Process id of the server; undefined with ELASTICSEARCH_URL. */
  readonly pid?: number;
  /** Stops the server and keeps its data; `start` starts it again on the same URL. Only with `own`. */
  readonly stop?: () => Promise<void>;
  readonly start?: () => Promise<void>;
  /** Releases the server. It stops shortly after the last user has released it. */
  release(): void;
}

interface Place {
  readonly url?: string;
  readonly home?: string;
  readonly javaHome?: string;
}

/** What is missing and how to install it, in one sentence; undefined when Elasticsearch is available. */
export function missingElasticsearch(): string | undefined {
  const place = find();
  return typeof place === 'string' ? `needs ${place}` : undefined;
}

function find(): Place | string {
  const run = spawnSync(process.execPath, [provisionScript], { encoding: 'utf8' });
  return run.status === 0 ? (JSON.parse(run.stdout) as Place) : run.stderr.trim();
}

/**
 * A real Elasticsearch: the server of ELASTICSEARCH_URL, else one server that all test processes of this user share; the
 * first one starts it (about 15 s). Use unique index names. `own` names a server that is not shared with other tests, for
 * tests that stop it.
 *
 * @throws {Error} when something is missing or the server does not start
 */
export async function useElasticsearch(options: { own?: string } = {}): Promise<ElasticsearchUnderTest> {
  const place = find();
  if (typeof place === 'string') throw new Error(`Elasticsearch is not available: needs ${place}`);
  if (place.url !== undefined) return { url: place.url, release: () => undefined };
  const address = join(
    tmpdir(),
    `vialog-elasticsearch-${process.getuid?.() ?? 'user'}${options.own ? `-${options.own}` : ''}.sock`,
  );
  const { socket, first } = await joined(address, place);
  const send = async (order: 'stop' | 'start'): Promise<void> => {
    socket.write(`${order}\n`);
    await nextLine(socket);
  };
  return {
    ...first,
    ...(options.own === undefined ? {} : { stop: () => send('stop'), start: () => send('start') }),
    release: () => socket.destroy(),
  };
}

/** A keeper that stops at this moment closes the connection without a line; another keeper is then started. */
async function joined(
  address: string,
  place: Place,
  attempts = 3,
): Promise<{ socket: Socket; first: ServerLine }> {
  const socket = await connected(address, place);
  try {
    return { socket, first: await nextLine(socket) };
  } catch (error) {
    if (!(error instanceof KeeperGone) || attempts <= 1) throw error;
    return joined(address, place, attempts - 1);
  }
}

async function connected(address: string, place: Place): Promise<Socket> {
  const deadline = performance.now() + 120_000;
  for (let attempt = 0; performance.now() < deadline; attempt += 1) {
    const socket = await connectTo(address);
    if (typeof socket !== 'string') return socket;
    // A socket file without a listener is left over from a keeper that was killed.
    if (socket === 'ECONNREFUSED') rmSync(address, { force: true });
    if (attempt % 20 === 0) startKeeper(address, place);
    await sleep(200);
  }
  throw new Error('Elasticsearch is not available: its keeper process does not respond');
}

function connectTo(address: string): Promise<Socket | string> {
  return new Promise((resolve) => {
    const socket = createConnection(address);
    socket.once('connect', () => resolve(socket));
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'EUNKNOWN'));
  });
}

function startKeeper(address: string, { home = '', javaHome = '' }: Place): void {
  const child = spawn(process.execPath, [keeperProgram, address, home, javaHome], {
    detached: true,
    stdio: 'ignore',
  });
  child.unref();
}

interface ServerLine {
  readonly url: string;
  readonly snapshots: string;
  readonly pid: number;
}

class KeeperGone extends Error {
  override readonly name = 'KeeperGone';
  override readonly message = 'the keeper process of Elasticsearch ended before the server was started';
}

/** The keeper sends one line for each change. */
async function nextLine(socket: Socket): Promise<ServerLine> {
  const line = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => socket.destroy(), startMs);
    const lines = createInterface({ input: socket.ref() });
    lines.once('line', (text) => {
      clearTimeout(timer);
      resolve(text);
      lines.close();
    });
    lines.once('close', () => reject(new KeeperGone()));
  });
  const message = JSON.parse(line) as ServerLine & { readonly error?: string };
  if (message.error !== undefined) throw new Error(message.error);
  // The connection must not keep a finished test process alive.
  socket.unref();
  return message;
}
