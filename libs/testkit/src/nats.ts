import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './free-port.ts';

const PROVISION = join(import.meta.dirname, '../../../tools/provision/nats-server.mjs');
const startMs = 30_000;

export interface NatsPlace {
  readonly port: number;
  /** Where streams may lie; removed with the server. */
  readonly folder: string;
}

export interface NatsOptions {
  /** Text of the server's configuration; one without users and with JetStream if left out. */
  readonly config?: (place: NatsPlace) => string;
  /** Variables its configuration refers to, like the passwords of users. */
  readonly env?: Readonly<Record<string, string>>;
}

/** One sentence naming what is missing and how to get it, or undefined when a nats-server can be had. */
export function missingNats(): string | undefined {
  const found = find();
  return found.status === 0 ? undefined : `needs ${found.stderr.trim()}`;
}

const find = () => spawnSync(process.execPath, [PROVISION], { encoding: 'utf8' });

/** Starts a broker of the test's own: free port, own folder, killed by pid. @throws Error when it cannot be had */
export async function startNats(options: NatsOptions = {}): Promise<NatsUnderTest> {
  const found = find();
  if (found.status !== 0) throw new Error(`nats-server cannot be had: needs ${found.stderr.trim()}`);
  const folder = await mkdtemp(join(tmpdir(), 'vialog-nats-'));
  const place = { port: await freePort(), folder: join(folder, 'store') };
  await writeFile(join(folder, 'nats.conf'), (options.config ?? plain)(place));
  const server = new NatsUnderTest({
    program: found.stdout.trim(),
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

  /** What it said since it was last started. */
  get log(): string {
    return this.#log;
  }

  /** Starts it; resolves when it takes connections. */
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
    // Its own word first: at a port that is taken somebody else would greet.
    while (!this.#log.includes('Server is ready') || !(await greets(this.port))) {
      if (child.exitCode !== null || performance.now() > deadline)
        throw new Error(`nats-server did not start: ${this.#log.slice(-2_000)}`);
      await sleep(20);
    }
  }

  /** As a power cut would: what it held in memory is gone. */
  kill(): Promise<void> {
    return this.#end('SIGKILL');
  }

  stop(): Promise<void> {
    return this.#end('SIGTERM');
  }

  /** Stands still with its connections open, until `resume`. */
  freeze(): void {
    this.#child?.kill('SIGSTOP');
  }

  resume(): void {
    this.#child?.kill('SIGCONT');
  }

  /** Ends it and removes its folder. */
  async remove(): Promise<void> {
    await this.kill();
    await rm(this.#at.folder, { recursive: true, force: true });
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    // One that stands still would never hear a polite signal.
    child.kill('SIGCONT');
    await ended;
  }
}

function plain({ port, folder }: NatsPlace): string {
  const store = `store_dir: ${JSON.stringify(folder)}, max_memory_store: 1GB, max_file_store: 64GB`;
  return `listen: 127.0.0.1:${port}\nmax_payload: 8MB\njetstream { ${store} }\n`;
}

/** A server says INFO to whoever connects, once it is up. */
function greets(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1');
    const say = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(2_000, () => say(false));
    socket.once('data', () => say(true));
    socket.once('error', () => say(false));
    socket.once('close', () => say(false));
  });
}
