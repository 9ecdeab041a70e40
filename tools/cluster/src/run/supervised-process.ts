import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

/** A program and how it is started. */
export interface Program {
  /** Name in logs and in the table of processes. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** User and group id of the process; undefined: those of this process. */
  readonly as?: number;
  /** Whether it is ready. */
  readonly ready: () => Promise<boolean>;
  /** Log lines that are not shown; undefined: none. */
  readonly quiet?: (line: string) => boolean;
  /** Time to shut down before it is killed, ms. */
  readonly stopMs: number;
}

export interface ProcessListener {
  /** The process was started. */
  started(child: ChildProcess): void;
  /** The process ended. */
  ended(pid: number): void;
  /** A log line about the process. */
  say(line: string): void;
}

export interface RestartDelays {
  /** Delay of the first restart, ms; doubled for each further restart. */
  readonly firstMs: number;
  readonly maxMs: number;
  /** A process that ran this long starts again with the first delay, ms. */
  readonly resetAfterMs: number;
}

const defaultDelays: RestartDelays = { firstMs: 1_000, maxMs: 30_000, resetAfterMs: 60_000 };
const readyPollMs = 300;

/**
 * Supervises a program: restarts it with increasing delays when it exits. The program leads its own process group, so that
 * Ctrl-C in a terminal does not reach it first and its children can be killed with it.
 */
export class SupervisedProcess {
  readonly program: Program;
  readonly #listener: ProcessListener;
  readonly #delays: RestartDelays;
  readonly #stopping = new AbortController();
  #child: ChildProcess | undefined;
  #supervision: Promise<void> = Promise.resolve();
  #restarts = 0;

  constructor(program: Program, listener: ProcessListener, delays: RestartDelays = defaultDelays) {
    this.program = program;
    this.#listener = listener;
    this.#delays = delays;
  }

  /** Process id; undefined between an exit and the restart. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Starts the program and its supervision. */
  start(): void {
    this.#supervision = this.#supervise();
  }

  /** @throws {Error} when the program is not ready within `withinMs` */
  async untilReady(withinMs: number): Promise<void> {
    const deadline = performance.now() + withinMs;
    while (!(await this.program.ready().catch(() => false))) {
      if (this.#stopping.signal.aborted) return;
      if (performance.now() > deadline)
        throw new Error(
          `${this.program.name} is not ready after ${withinMs / 1000} s; see its log lines above`,
        );
      await sleep(readyPollMs);
    }
  }

  /** Sends SIGTERM, and SIGKILL to the process group after `stopMs`. Resolves when the process has ended. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    const child = this.#child;
    if (child?.pid !== undefined) {
      const killTimer = setTimeout(() => {
        this.#listener.say(`did not stop within ${this.program.stopMs / 1000} s and is killed`);
        killGroup(child.pid as number);
      }, this.program.stopMs);
      child.kill('SIGTERM');
      await this.#supervision;
      clearTimeout(killTimer);
    }
    await this.#supervision;
  }

  async #supervise(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      const startedAt = performance.now();
      const exit = await this.#run();
      if (this.#stopping.signal.aborted) return;
      if (performance.now() - startedAt > this.#delays.resetAfterMs) this.#restarts = 0;
      const delay = Math.min(this.#delays.maxMs, this.#delays.firstMs * 2 ** this.#restarts);
      this.#restarts += 1;
      this.#listener.say(`exited (${exit}); restarts in ${delay / 1000} s`);
      await sleep(delay, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
    }
  }

  /** Runs the program until it ends and describes its exit. */
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
    if (pid === undefined) return `cannot be started: ${await ended.then(String, String)}`;
    this.#child = child;
    this.#listener.started(child);
    const [code, signal] = await ended;
    this.#child = undefined;
    killGroup(pid);
    this.#listener.ended(pid);
    return code === null ? `by ${signal}` : `exit code ${code}`;
  }
}

/** Kills what is left of a process group. */
function killGroup(leader: number): void {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // The group has ended.
  }
}
