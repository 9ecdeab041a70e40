import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const root = fileURLToPath(new URL('../../../', import.meta.url));
export const testToken = 'test-administrator-token';

/** The variables of the tests that a program gets: without the compile cache, each process would compile all its modules. */
export function programEnvironment(): Record<string, string> {
  const { PATH: path = '', NODE_COMPILE_CACHE: compileCache } = process.env;
  return { PATH: path, ...(compileCache === undefined ? {} : { NODE_COMPILE_CACHE: compileCache }) };
}

/** Port and data folder of a program. */
export interface ProgramPlace {
  readonly port: number;
  readonly dataDir: string;
}

/** How a program of this checkout is run. */
interface Run {
  /** Path relative to the checkout. */
  readonly program: string;
  readonly args?: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Whether it accepts requests; polled until it returns true. */
  readonly ready: () => boolean | Promise<boolean>;
  readonly withinMs: number;
}

/** A program of this checkout as a black box that is used over HTTP, with its own port and data folder. */
export class ProgramUnderTest {
  readonly url: string;
  readonly dataDir: string;
  protected readonly port: number;
  #child: ChildProcess | undefined;
  #log = '';

  protected constructor({ port, dataDir }: ProgramPlace) {
    this.port = port;
    this.url = `http://127.0.0.1:${port}`;
    this.dataDir = dataDir;
  }

  get pid(): number {
    return this.#child?.pid ?? -1;
  }

  /** The output of the program and its children since the last start. */
  get log(): string {
    return this.#log;
  }

  /** Sends a request as the administrator. */
  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${testToken}`);
    if (typeof init.body === 'string') headers.set('content-type', 'application/json');
    return fetch(`${this.url}${path}`, { ...init, headers });
  }

  /**
   * Like `fetch`, and parses the JSON of the response.
   *
   * @throws {Error} with the body of a response that is not 2xx
   */
  async json<T>(path: string, init?: RequestInit): Promise<T> {
    const response = await this.fetch(path, init);
    const text = await response.text();
    if (!response.ok) throw new Error(`${path} responded with ${response.status}: ${text}`);
    return JSON.parse(text) as T;
  }

  post<T>(path: string, body: unknown, method = 'POST'): Promise<T> {
    return this.json<T>(path, { method, body: JSON.stringify(body) });
  }

  /** Stops it with SIGTERM and returns its exit code. */
  stop(): Promise<number | null> {
    return this.#end('SIGTERM');
  }

  /** Stops it with SIGKILL, like a power failure. */
  kill(): Promise<number | null> {
    return this.#end('SIGKILL');
  }

  /** Kills it and removes its data. */
  async remove(): Promise<void> {
    await this.kill();
    await rm(this.dataDir, { recursive: true, force: true });
  }

  /**
   * Starts the program and resolves when it is ready.
   *
   * @throws {Error} with the end of its log when it exits early or is not ready in time
   */
  protected async run({ program, args = [], env, ready, withinMs }: Run): Promise<void> {
    this.#log = '';
    const child = spawn(process.execPath, ['--enable-source-maps', program, ...args], {
      cwd: root,
      env: { ...programEnvironment(), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (this.#log += chunk.toString()));
    const deadline = performance.now() + withinMs;
    while (!(await ready())) {
      if (child.exitCode !== null) throw this.#notReady(`ended with code ${child.exitCode}`);
      if (performance.now() > deadline) throw this.#notReady(`was not ready after ${withinMs / 1000} s`);
      await wait(100);
    }
  }

  #notReady(what: string): Error {
    return new Error(`the program ${what}:\n${this.#log.slice(-6_000)}`);
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
