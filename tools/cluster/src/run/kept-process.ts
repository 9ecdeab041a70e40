import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

/** How a process is started. */
export interface Program {
  /** In logs and in the table of what runs. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** User and group it runs as; undefined: ours. */
  readonly as?: number;
  /** Whether it can do its work. */
  readonly ready: () => Promise<boolean>;
  /** Lines nobody need read; undefined: none. */
  readonly quiet?: (line: string) => boolean;
  /** How long it may take to end when asked to, ms. */
  readonly stopMs: number;
}

export interface Watching {
  /** Each time a process was started. */
  started(child: ChildProcess): void;
  /** Each time one ended, whatever the reason. */
  ended(pid: number): void;
  /** A line for people. */
  say(line: string): void;
}

export interface Pauses {
  /** Pause before the first restart, ms; doubled for each that follows. */
  readonly first: number;
  readonly most: number;
  /** One that ran this long begins again with the first pause, ms. */
  readonly forgiven: number;
}

const usualPauses: Pauses = { first: 1_000, most: 30_000, forgiven: 60_000 };
const readyEveryMs = 300;

/**
 * A program that is kept running: one that ends by itself is started again, after a pause that grows. It leads a process
 * group of its own, so that Ctrl-C in a terminal does not reach it before we do, and nothing it started outlives it.
 */
export class KeptProcess {
  readonly program: Program;
  readonly #watching: Watching;
  readonly #pauses: Pauses;
  readonly #stopping = new AbortController();
  #child: ChildProcess | undefined;
  #kept: Promise<void> = Promise.resolve();
  #inARow = 0;

  constructor(program: Program, watching: Watching, pauses: Pauses = usualPauses) {
    this.program = program;
    this.#watching = watching;
    this.#pauses = pauses;
  }

  /** Process id of the one that runs; undefined between two. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Starts it and goes on keeping it. */
  start(): void {
    this.#kept = this.#keep();
  }

  /** Resolves when it is ready. Throws when it is not within `withinMs`, with what to do. */
  async untilReady(withinMs: number): Promise<void> {
    const deadline = performance.now() + withinMs;
    while (!(await this.program.ready().catch(() => false))) {
      if (this.#stopping.signal.aborted) return;
      if (performance.now() > deadline)
        throw new Error(
          `${this.program.name} is not ready after ${withinMs / 1000} s; its lines above say why`,
        );
      await sleep(readyEveryMs);
    }
  }

  /** Asks it to end, and ends it and everything it started when it does not. Resolves when it is gone. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    const child = this.#child;
    if (child?.pid !== undefined) {
      const tooLong = setTimeout(() => {
        this.#watching.say(`did not end within ${this.program.stopMs / 1000} s and is killed`);
        signalGroup(child.pid as number);
      }, this.program.stopMs);
      child.kill('SIGTERM');
      await this.#kept;
      clearTimeout(tooLong);
    }
    await this.#kept;
  }

  async #keep(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      const began = performance.now();
      const how = await this.#run();
      if (this.#stopping.signal.aborted) return;
      if (performance.now() - began > this.#pauses.forgiven) this.#inARow = 0;
      const pause = Math.min(this.#pauses.most, this.#pauses.first * 2 ** this.#inARow);
      this.#inARow += 1;
      this.#watching.say(`ended by itself (${how}); it is started again in ${pause / 1000} s`);
      await sleep(pause, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
    }
  }

  /** Runs it to its end and tells how that came. */
  async #run(): Promise<string> {
    const { command, args, env, cwd, as } = this.program;
    const child = spawn(command, args, {
      cwd,
      env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(as === undefined ? {} : { uid: as, gid: as }),
    });
    const ended = once(child, 'exit') as Promise<[number | null, string | null]>;
    const { pid } = child;
    if (pid === undefined) return `it could not be started: ${await ended.then(String, String)}`;
    this.#child = child;
    this.#watching.started(child);
    const [code, signal] = await ended;
    this.#child = undefined;
    signalGroup(pid);
    this.#watching.ended(pid);
    return code === null ? `by ${signal}` : `exit code ${code}`;
  }
}

/** Ends what is left of a process group at once. */
function signalGroup(leader: number): void {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // Nothing is left of it.
  }
}
