import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { freePort } from './free-port.ts';

const provisionScript = join(import.meta.dirname, '../../../tools/provision/postgresql.mjs');
const startMs = 300_000;
/** User and group id without privileges: PostgreSQL does not run as root. */
const unprivilegedId = 65_534;

interface Place {
  readonly url?: string;
  readonly bin?: string;
}

/** What is missing and how to install it, in one sentence; undefined when PostgreSQL is available. */
export function missingPostgres(): string | undefined {
  const place = find();
  return typeof place === 'string' ? `needs ${place}` : undefined;
}

function find(): Place | string {
  const run = spawnSync(process.execPath, [provisionScript], { encoding: 'utf8' });
  return run.status === 0 ? (JSON.parse(run.stdout) as Place) : run.stderr.trim();
}

/**
 * A PostgreSQL for one suite: the server of DATABASE_URL, else a new one on a free port. Each test gets its own databases.
 *
 * @throws {Error} when something is missing or the server does not start
 */
export async function startPostgres(): Promise<PostgresUnderTest> {
  const place = find();
  if (typeof place === 'string') throw new Error(`PostgreSQL is not available: needs ${place}`);
  if (place.url !== undefined) return new PostgresUnderTest(place.url);
  const folder = await mkdtemp(join(tmpdir(), 'vialog-postgres-'));
  if (asRoot) await chown(folder, unprivilegedId, unprivilegedId);
  const own = { bin: place.bin ?? '', folder, port: await freePort() };
  initialise(own);
  const server = new PostgresUnderTest(`postgresql://vialog@127.0.0.1:${own.port}/postgres`, own);
  await server.start();
  return server;
}

const asRoot = process.getuid?.() === 0;
const identity = asRoot ? { uid: unprivilegedId, gid: unprivilegedId } : {};

interface OwnServer {
  readonly bin: string;
  readonly folder: string;
  readonly port: number;
}

function initialise({ bin, folder }: OwnServer): void {
  const args = ['-D', join(folder, 'data'), '-U', 'vialog', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8'];
  const run = spawnSync(join(bin, 'initdb'), [...args, '--no-sync'], {
    ...identity,
    cwd: folder,
    encoding: 'utf8',
  });
  if (run.status !== 0) throw new Error(`initdb failed: ${run.stderr || run.error?.message}`);
}

/** A server with databases for tests. A server that the suite started can be killed and started again. */
export class PostgresUnderTest {
  readonly #url: string;
  readonly #own: OwnServer | undefined;
  #child: ChildProcess | undefined;
  #created: string[] = [];
  #log = '';

  constructor(url: string, own?: OwnServer) {
    this.#url = url;
    this.#own = own;
  }

  /** Whether the suite started the server and may kill it. */
  get isOwn(): boolean {
    return this.#own !== undefined;
  }

  /** Creates an empty database and returns its URL. */
  async database(): Promise<string> {
    const name = `vialog_test_${process.pid}_${Date.now().toString(36)}_${this.#created.length}`;
    await this.#execute(`create database ${name}`);
    this.#created = [...this.#created, name];
    const url = new URL(this.#url);
    url.pathname = `/${name}`;
    return url.href;
  }

  /** Starts the server; resolves when it accepts connections. */
  async start(): Promise<void> {
    const own = this.#own;
    if (!own) throw new Error('the server of DATABASE_URL cannot be started by a test');
    const settings = [
      `port=${own.port}`,
      'listen_addresses=127.0.0.1',
      `unix_socket_directories=${own.folder}`,
    ];
    const options = [...settings, 'fsync=off', 'max_connections=100'].flatMap((each) => ['-c', each]);
    const child = spawn(join(own.bin, 'postgres'), ['-D', join(own.folder, 'data'), ...options], {
      ...identity,
      cwd: own.folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.#log = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (this.#log += text));
    this.#child = child;
    await this.#untilReady(child);
  }

  /** Ends the server and its connections immediately. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    // SIGQUIT is PostgreSQL's immediate shutdown; SIGKILL would leave its children and their shared memory.
    child.kill('SIGQUIT');
    await ended;
  }

  /** Removes the server and its data; on the server of DATABASE_URL, the created databases. */
  async remove(): Promise<void> {
    if (!this.#own)
      for (const name of this.#created) await this.#execute(`drop database ${name} with (force)`);
    await this.kill();
    if (this.#own) await rm(this.#own.folder, { recursive: true, force: true });
  }

  async #untilReady(child: ChildProcess): Promise<void> {
    const deadline = performance.now() + startMs;
    for (;;) {
      const failure = await this.#execute('select 1').then(
        () => undefined,
        (error: Error) => error,
      );
      if (failure === undefined) return;
      if (child.exitCode !== null || performance.now() > deadline)
        throw new Error(`PostgreSQL did not start (${failure.message}): ${this.#log.slice(-2_000)}`);
      await sleep(50);
    }
  }

  async #execute(statement: string): Promise<void> {
    const client = new pg.Client({ connectionString: this.#url, connectionTimeoutMillis: 5_000 });
    // When the server is killed during a query, the client emits an error after the query has failed.
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query(statement);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}
