import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from './free-port.ts';
import { testToken } from './vialog-server.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const program = join(root, 'tools/cluster/src/run/main.ts');
const startMs = 240_000;

export interface ClusterOptions {
  /** Arguments beside the folder, the port and the broker, like those that name an Elasticsearch. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Data of an earlier cluster, to start on again. */
  readonly dataDir?: string;
}

/** One process of a cluster as it says itself. */
export interface RunningProcess {
  readonly name: string;
  readonly pid?: number;
  readonly url: string;
}

/** What `npm run cluster` runs, from outside: own folder, own ports, everything ended by pid. Build first. */
export class ClusterUnderTest {
  readonly url: string;
  readonly dataDir: string;
  readonly #port: number;
  readonly #options: ClusterOptions;
  #child: ChildProcess | undefined;
  #log = '';

  private constructor(port: number, dataDir: string, options: ClusterOptions) {
    this.#port = port;
    this.url = `http://127.0.0.1:${port}`;
    this.dataDir = dataDir;
    this.#options = options;
  }

  static async start(options: ClusterOptions = {}): Promise<ClusterUnderTest> {
    const dataDir = options.dataDir ?? (await newFolder());
    const cluster = new ClusterUnderTest(await freePort(), dataDir, options);
    await cluster.startAgain();
    return cluster;
  }

  /** Starts on the same data; resolves when everything is ready. */
  async startAgain(): Promise<void> {
    this.#log = '';
    const own = [
      '--data',
      this.dataDir,
      '--port',
      String(this.#port),
      '--nats-server',
      provided('nats-server'),
    ];
    const child = spawn(
      process.execPath,
      ['--enable-source-maps', program, ...own, ...(this.#options.args ?? [])],
      {
        cwd: root,
        env: { PATH: process.env['PATH'] ?? '', ...settings, ...this.#options.env },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    this.#child = child;
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (this.#log += chunk.toString()));
    const deadline = Date.now() + startMs;
    while (!this.#log.includes('stops everything')) {
      if (child.exitCode !== null || Date.now() > deadline)
        throw new Error(
          `the cluster did not start (exit code ${child.exitCode}):\n${this.#log.slice(-6_000)}`,
        );
      await wait(100);
    }
  }

  get pid(): number {
    return this.#child?.pid ?? -1;
  }

  /** Everything any of its processes wrote since the last start. */
  get log(): string {
    return this.#log;
  }

  /** What runs at the moment. */
  running(): readonly RunningProcess[] {
    return JSON.parse(readFileSync(join(this.dataDir, 'running.json'), 'utf8')) as RunningProcess[];
  }

  named(name: string): RunningProcess {
    const found = this.running().find((each) => each.name === name);
    if (found === undefined) throw new Error(`nothing called ${name} runs`);
    return found;
  }

  /** Sends a signal to the process of that name and returns its pid. */
  signal(name: string, signal: NodeJS.Signals): number {
    const { pid } = this.named(name);
    if (pid === undefined) throw new Error(`${name} is not running`);
    process.kill(pid, signal);
    return pid;
  }

  /** Password of a user of the broker. */
  password(user: string): string {
    const kept = JSON.parse(readFileSync(join(this.dataDir, 'cluster.json'), 'utf8')) as {
      passwords: Record<string, string>;
    };
    return kept.passwords[user] ?? '';
  }

  /** Asks the api as the administrator. */
  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${testToken}`);
    if (typeof init.body === 'string') headers.set('content-type', 'application/json');
    return fetch(`${this.url}${path}`, { ...init, headers });
  }

  async json<T>(path: string, init?: RequestInit): Promise<T> {
    const answer = await this.fetch(path, init);
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${text}`);
    return JSON.parse(text) as T;
  }

  post<T>(path: string, body: unknown, method = 'POST'): Promise<T> {
    return this.json<T>(path, { method, body: JSON.stringify(body) });
  }

  /** Ends it politely and returns its exit code. */
  stop(): Promise<number | null> {
    return this.#end('SIGTERM');
  }

  /** Ends the process that keeps the others as a power cut would; what it kept ends by itself, a little later. */
  kill(): Promise<number | null> {
    return this.#end('SIGKILL');
  }

  /** Ends it and removes its data. */
  async remove(): Promise<void> {
    await this.stop();
    await rm(this.dataDir, { recursive: true, force: true });
  }

  async #end(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.#child;
    if (!child) return null;
    if (child.exitCode === null && child.signalCode === null) {
      const gone = once(child, 'exit');
      child.kill(signal);
      await gone;
    }
    return child.exitCode;
  }
}

/** Elasticsearch never runs as root and has to be able to look in. */
async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'vialog-cluster-'));
  await chmod(folder, 0o755);
  return folder;
}

const settings = { VIALOG_ADMIN_TOKEN: testToken, VIALOG_DEMO: '0', VIALOG_DETECTORS: '1' };

/** Arguments by which a cluster starts an Elasticsearch of its own, or uses the one of ELASTICSEARCH_URL. Throws with what is missing. */
export function withElasticsearch(): readonly string[] {
  const {
    url,
    home = '',
    javaHome = '',
  } = JSON.parse(provided('elasticsearch')) as Readonly<Record<string, string>>;
  return url === undefined
    ? ['--elasticsearch-home', home, '--java-home', javaHome]
    : ['--elasticsearch-url', url];
}

/** What a script of tools/provision found. Throws with what is missing. */
function provided(name: string): string {
  const found = spawnSync(process.execPath, [join(root, `tools/provision/${name}.mjs`)], {
    encoding: 'utf8',
  });
  if (found.status !== 0) throw new Error(`${name} cannot be had: needs ${found.stderr.trim()}`);
  return found.stdout.trim();
}
