import { spawn, spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createConnection, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

const PROVISION = join(import.meta.dirname, '../../../tools/provision/elasticsearch.mjs');
const KEEPER = join(import.meta.dirname, '../elasticsearch/keeper.mjs');
const startMs = 150_000;

export interface ElasticsearchUnderTest {
  /** Base URL, http://127.0.0.1:<port> or the user's own. */
  readonly url: string;
  /** Folder below which snapshot repositories may lie; undefined on the user's own server. */
  readonly snapshots?: string;
  /** Process id of the server; undefined on the user's own. */
  readonly pid?: number;
  /** Ends the server and keeps its data; `start` brings it back on the same URL. Only with `own`. */
  readonly stop?: () => Promise<void>;
  readonly start?: () => Promise<void>;
  /** Lets go. The server ends a little after the last one let go. */
  release(): void;
}

interface Place {
  readonly url?: string;
  readonly home?: string;
  readonly javaHome?: string;
}

/** One sentence naming what is missing and how to get it, or undefined when an Elasticsearch can be had. */
export function missingElasticsearch(): string | undefined {
  const place = find();
  return typeof place === 'string' ? `needs ${place}` : undefined;
}

function find(): Place | string {
  const run = spawnSync(process.execPath, [PROVISION], { encoding: 'utf8' });
  return run.status === 0 ? (JSON.parse(run.stdout) as Place) : run.stderr.trim();
}

/**
 * A real Elasticsearch: the one of ELASTICSEARCH_URL, else one server shared by all test processes of this user,
 * started by whoever needs it first (about 15 s). Use index names of your own. `own` names a server that is not shared
 * with the rest, for tests that stop it.
 * @throws Error when something is missing or the server does not start
 */
export async function useElasticsearch(options: { own?: string } = {}): Promise<ElasticsearchUnderTest> {
  const place = find();
  if (typeof place === 'string') throw new Error(`Elasticsearch cannot be had: needs ${place}`);
  if (place.url !== undefined) return { url: place.url, release: () => undefined };
  const address = join(
    tmpdir(),
    `vialog-elasticsearch-${process.getuid?.() ?? 'user'}${options.own ? `-${options.own}` : ''}.sock`,
  );
  const socket = await connected(address, place);
  const first = await nextLine(socket);
  const tell = async (order: 'stop' | 'start'): Promise<void> => {
    socket.write(`${order}\n`);
    await nextLine(socket);
  };
  return {
    ...first,
    ...(options.own === undefined ? {} : { stop: () => tell('stop'), start: () => tell('start') }),
    release: () => socket.destroy(),
  };
}

async function connected(address: string, place: Place): Promise<Socket> {
  const deadline = performance.now() + 20_000;
  for (let attempt = 0; performance.now() < deadline; attempt += 1) {
    const socket = await connectTo(address);
    if (typeof socket !== 'string') return socket;
    // Nobody listens at an address that is left over: its keeper was killed.
    if (socket === 'ECONNREFUSED') rmSync(address, { force: true });
    if (attempt % 20 === 0) startKeeper(address, place);
    await sleep(200);
  }
  throw new Error('Elasticsearch cannot be had: its keeper does not answer');
}

function connectTo(address: string): Promise<Socket | string> {
  return new Promise((resolve) => {
    const socket = createConnection(address);
    socket.once('connect', () => resolve(socket));
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'EUNKNOWN'));
  });
}

function startKeeper(address: string, { home = '', javaHome = '' }: Place): void {
  const child = spawn(process.execPath, [KEEPER, address, home, javaHome], {
    detached: true,
    stdio: 'ignore',
  });
  child.unref();
}

/** The keeper sends a line at a time, and only when something changed. */
async function nextLine(socket: Socket): Promise<{ url: string; snapshots: string; pid: number }> {
  const gone = new Error('the keeper of Elasticsearch went away before the server was up');
  const line = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => socket.destroy(), startMs);
    const lines = createInterface({ input: socket.ref() });
    lines.once('line', (text) => {
      clearTimeout(timer);
      resolve(text);
      lines.close();
    });
    lines.once('close', () => reject(gone));
  });
  const said = JSON.parse(line) as { url: string; snapshots: string; pid: number; error?: string };
  if (said.error !== undefined) throw new Error(said.error);
  // The connection alone must not keep a finished test process alive.
  socket.unref();
  return said;
}
