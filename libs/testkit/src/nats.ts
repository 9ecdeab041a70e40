import { spawn, spawnSync, type ChildProcess, type SpawnSyncReturns } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './free-port.ts';

const provisionScript = join(import.meta.dirname, '../../../tools/provision/nats-server.mjs');
const startMs = 300_000;

export interface NatsPlace {
  readonly port: number;
  /** Folder of the streams; removed with the server. */
  readonly folder: string;
}

export interface NatsOptions {
  /** Configuration of the server; default: JetStream without users. */
  readonly config?: (place: NatsPlace) => string;
  /** Environment variables that the configuration refers to, such as passwords. */
  readonly env?: Readonly<Record<string, string>>;
}

/** What is missing and how to install it, in one sentence; undefined when nats-server is available. */
export function missingNats(): string | undefined {
  const { status, stderr } = find();
  return status === 0 ? undefined : `needs ${stderr.trim()}`;
}

let found: SpawnSyncReturns<string> | undefined;

/** Starts two programs, so it is done once in a test file. */
const find = () => (found ??= spawnSync(process.execPath, [provisionScript], { encoding: 'utf8' }));

/**
 * Starts a broker on a free port with its own folder.
 *
 * @throws {Error} when nats-server is not available or does not start
 */
export async function startNats(options: NatsOptions = {}): Promise<NatsUnderTest> {
  const { status, stdout, stderr } = find();
  if (status !== 0) throw new Error(`nats-server is not available: needs ${stderr.trim()}`);
  const folder = await mkdtemp(join(tmpdir(), 'vialog-nats-'));
  const place = { port: await freePort(), folder: join(folder, 'store') };
  await writeFile(join(folder, 'nats.conf'), (options.config ?? plain)(place));
  const server = new NatsUnderTest({
    program: stdout.trim(),
    folder,
    port: place.port,
    env: options.env ?? {},
  });
  await server.start();
  return server;
}

interface NatsStart {
  readonly program: string;
  readonly folder: string;
  readonly port: number;
  readonly env: Readonly<Record<string, string>>;
}

/** A broker that can be killed, frozen and started again on the same port and folder. */
export class NatsUnderTest {
  readonly url: string;
  readonly port: number;
  readonly #at: NatsStart;
  #child: ChildProcess | undefined;
  #log = '';

  constructor(at: NatsStart) {
    this.#at = at;
    this.port = at.port;
    this.url = `nats://127.0.0.1:${at.port}`;
  }

  get pid(): number {
    return this.#child?.pid ?? -1;
  }

  /** Log of the server since its last start. */
  get log(): string {
    return this.#log;
  }

  /** Starts the server; resolves when it accepts connections. */
  async start(): Promise<void> {
    this.#log = '';
    const { program, folder, env } = this.#at;
    const child = spawn(program, ['-c', join(folder, 'nats.conf')], {
      cwd: folder,
      env: { PATH: process.env['PATH'], ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => (this.#log += text));
    child.once('error', (error) => (this.#log += error.message));
    this.#child = child;
    const deadline = performance.now() + startMs;
    // Its own log first: if the port is in use, another server would respond.
    while (!this.#log.includes('Server is ready') || !(await greets(this.port))) {
      if (child.exitCode !== null || performance.now() > deadline)
        throw new Error(`nats-server did not start: ${this.#log.slice(-2_000)}`);
      await sleep(20);
    }
  }

  /** Stops it with SIGKILL, like a power failure: memory streams are lost. */
  kill(): Promise<void> {
    return this.#end('SIGKILL');
  }

  stop(): Promise<void> {
    return this.#end('SIGTERM');
  }

  /** Freezes it with open connections until `resume`. */
  freeze(): void {
    this.#child?.kill('SIGSTOP');
  }

  resume(): void {
    this.#child?.kill('SIGCONT');
  }

  /** Stops it and removes its folder. */
  async remove(): Promise<void> {
    await this.kill();
    await rm(this.#at.folder, { recursive: true, force: true });
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    // A frozen process does not handle SIGTERM.
    child.kill('SIGCONT');
    await ended;
  }
}

function plain({ port, folder }: NatsPlace): string {
  const store = `store_dir: ${JSON.stringify(folder)}, max_memory_store: 1GB, max_file_store: 64GB`;
  return `listen: 127.0.0.1:${port}\nmax_payload: 8MB\njetstream { ${store} }\n`;
}

/** A started server sends INFO to a new connection. */
function greets(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1');
    const say = (response: boolean) => {
      socket.destroy();
      resolve(response);
    };
    socket.setTimeout(2_000, () => say(false));
    socket.once('data', () => say(true));
    socket.once('error', () => say(false));
    socket.once('close', () => say(false));
  });
}
