import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from './free-port.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
export const testToken = 'test-administrator-token';

export interface ServerOptions {
  /** Variables beside those the launcher sets. */
  readonly env?: Readonly<Record<string, string>>;
  /** Data of an earlier run, to start on again. */
  readonly dataDir?: string;
}

/** A built standalone server as a black box: its own port, its own data folder, killed by pid. */
export class VialogServer {
  readonly url: string;
  readonly dataDir: string;
  readonly #port: number;
  readonly #env: Readonly<Record<string, string>>;
  #child: ChildProcess | undefined;
  #log = '';

  private constructor(port: number, dataDir: string, env: Readonly<Record<string, string>>) {
    this.#port = port;
    this.url = `http://127.0.0.1:${port}`;
    this.dataDir = dataDir;
    this.#env = env;
  }

  static async start(options: ServerOptions = {}): Promise<VialogServer> {
    const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'vialog-server-')));
    const server = new VialogServer(await freePort(), dataDir, options.env ?? {});
    await server.startAgain();
    return server;
  }

  /** Starts on the same port and data; resolves when /readyz says so. */
  async startAgain(): Promise<void> {
    this.#log = '';
    const child = spawn(
      process.execPath,
      ['--enable-source-maps', join(root, 'apps/standalone/dist/main.js')],
      {
        cwd: root,
        env: { PATH: process.env['PATH'] ?? '', ...this.#settings(), ...this.#env },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    this.#child = child;
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (this.#log += chunk.toString()));
    await this.#untilReady(child);
  }

  #settings(): Record<string, string> {
    return {
      VIALOG_PORT: String(this.#port),
      VIALOG_DATA_DIR: this.dataDir,
      VIALOG_ADMIN_TOKEN: testToken,
      VIALOG_DEMO: '0',
    };
  }

  async #untilReady(child: ChildProcess): Promise<void> {
    const deadline = Date.now() + 60_000;
    while (Date.now() < deadline) {
      if (child.exitCode !== null)
        throw new Error(`the server ended with code ${child.exitCode}:\n${this.#log}`);
      const ready = await fetch(`${this.url}/readyz`).then((answer) => answer.ok, () => false); // prettier-ignore
      if (ready) return;
      await wait(100);
    }
    throw new Error(`the server was not ready after 60 s:\n${this.#log}`);
  }

  get pid(): number {
    return this.#child?.pid ?? -1;
  }

  /** Everything it wrote to its log since the last start. */
  get log(): string {
    return this.#log;
  }

  /** Asks as the administrator. */
  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${testToken}`);
    if (typeof init.body === 'string') headers.set('content-type', 'application/json');
    return fetch(`${this.url}${path}`, { ...init, headers });
  }

  /** Like `fetch`, and reads the JSON of a good answer; a bad one throws with its body. */
  async json<T>(path: string, init?: RequestInit): Promise<T> {
    const answer = await this.fetch(path, init);
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${text}`);
    return JSON.parse(text) as T;
  }

  post<T>(path: string, body: unknown, method = 'POST'): Promise<T> {
    return this.json<T>(path, { method, body: JSON.stringify(body) });
  }

  /** Ends it as a power cut would. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** Ends it politely and returns its exit code. */
  async stop(): Promise<number | null> {
    await this.#end('SIGTERM');
    return this.#child?.exitCode ?? null;
  }

  /** Ends it and removes its data. */
  async remove(): Promise<void> {
    await this.#end('SIGKILL');
    await rm(this.dataDir, { recursive: true, force: true });
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await gone;
  }
}
