import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { VialogError } from '@vialog/contracts';
import { DamagedDay } from './damaged-day.ts';
import { entryOptions, entryUrl } from './entry-url.ts';
import type { ReadQuery, ReaderReply } from './reader-messages.ts';

export interface ReaderProcessOptions {
  readonly folder: string;
  /** Timeout of one query, ms, without the start of a process; then the process is killed. */
  readonly deadlineMs: number;
  /** Timeout for the start of the process, ms; then it is killed and the query fails. Default 30,000. */
  readonly startTimeoutMs?: number;
  /** Entry of the process; another one in tests. */
  readonly entry?: URL;
}

export interface QueuedQuery {
  readonly task: ReadQuery;
  resolve(value: unknown): void;
  reject(error: Error): void;
}

type RunningQuery = QueuedQuery & { readonly id: number; deadline?: NodeJS.Timeout };

const defaultStartTimeoutMs = 30_000;

/** One reader process and the query it runs. Started for the first query, and again after the process ended. */
export class ReaderProcess {
  readonly #options: ReaderProcessOptions;
  readonly #onIdle: () => void;
  #child: ChildProcess | undefined;
  #current: RunningQuery | undefined;
  #nextId = 1;
  #isReady = false;

  /** `onIdle` is called whenever the process can run the next query. */
  constructor(options: ReaderProcessOptions, onIdle: () => void) {
    this.#options = options;
    this.#onIdle = onIdle;
  }

  get isBusy(): boolean {
    return this.#current !== undefined;
  }

  /** Runs a query. Call only while the process is not busy. */
  query(query: QueuedQuery): void {
    this.#current = { ...query, id: this.#nextId };
    this.#nextId += 1;
    if (!this.#child) this.#start();
    this.#child?.channel?.ref();
    if (this.#isReady) this.#send();
    else this.#failAfter(this.#options.startTimeoutMs ?? defaultStartTimeoutMs, notReady());
  }

  close(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    this.#finish((query) =>
      query.reject(new VialogError('STORE_UNAVAILABLE', 'The event store is closing.')),
    );
    if (!child || child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
    return new Promise((resolve) => {
      child.once('exit', () => resolve());
      child.kill('SIGKILL');
    });
  }

  #start(): void {
    const entry = fileURLToPath(this.#options.entry ?? entryUrl('reader-child'));
    const child = fork(entry, [this.#options.folder], {
      serialization: 'advanced',
      execArgv: entryOptions,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env: readerEnvironment(),
    });
    this.#child = child;
    this.#isReady = false;
    child.on('message', (reply: ReaderReply) => this.#received(child, reply));
    child.on('error', (error) => this.#ended(child, error));
    child.on('exit', (code, signal) =>
      this.#ended(child, new Error(`the reader process ended with ${signal ?? code}`)),
    );
    // An idle reader does not keep its parent alive; a running query does, through the channel.
    child.unref();
  }

  #received(child: ChildProcess, reply: ReaderReply): void {
    if (this.#child !== child) return;
    if (!('ready' in reply)) return this.#settle(reply);
    this.#isReady = true;
    if (this.#current) this.#send();
  }

  #send(): void {
    const current = this.#current;
    if (!current) return;
    this.#failAfter(this.#options.deadlineMs, new VialogError('QUERY_TOO_EXPENSIVE'));
    this.#child?.send({ id: current.id, task: current.task });
  }

  /** Kills the process and rejects the current query after some time. Replaces the timer before. */
  #failAfter(ms: number, error: VialogError): void {
    const current = this.#current;
    if (!current) return;
    clearTimeout(current.deadline);
    current.deadline = setTimeout(() => {
      const child = this.#child;
      this.#child = undefined;
      child?.kill('SIGKILL');
      this.#finish((query) => query.reject(error));
    }, ms);
  }

  #settle(reply: Exclude<ReaderReply, { ready: true }>): void {
    if (reply.id !== this.#current?.id) return;
    this.#finish((query) => {
      if ('value' in reply) query.resolve(reply.value);
      else if ('damagedDay' in reply) query.reject(new DamagedDay(reply.damagedDay, reply.why));
      else query.reject(new Error(`the event reader failed: ${reply.error}`));
    });
  }

  #ended(child: ChildProcess, cause: Error): void {
    if (this.#child !== child) return;
    this.#child = undefined;
    this.#finish((query) => query.reject(new VialogError('STORE_UNAVAILABLE', undefined, { cause })));
  }

  #finish(settle: (query: QueuedQuery) => void): void {
    const current = this.#current;
    this.#current = undefined;
    this.#child?.channel?.unref();
    if (!current) return;
    clearTimeout(current.deadline);
    settle(current);
    this.#onIdle();
  }
}

const notReady = (): VialogError =>
  new VialogError('STORE_UNAVAILABLE', 'The reader process of the event store did not start in time.');

/**
 * The environment of a reader process: TMPDIR, where SQLite writes the temporary files of large sorts, and nothing else. The
 * process must not be able to leak the secrets of its parent.
 */
function readerEnvironment(): NodeJS.ProcessEnv {
  const folder = process.env['TMPDIR'];
  return folder === undefined ? {} : { TMPDIR: folder };
}
