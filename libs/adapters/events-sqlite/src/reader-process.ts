import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { VialogError } from '@vialog/contracts';
import { entryOptions, entryUrl } from './entry-url.ts';
import type { ReaderAnswer, ReadQuery } from './reader-messages.ts';

/** A question met a day file that cannot be read. */
export class DamagedFile extends Error {
  override readonly name = 'DamagedFile';
  readonly day: number;

  constructor(day: number, why: string) {
    super(why);
    this.day = day;
  }
}

interface Waiting {
  readonly task: ReadQuery;
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/** One reader process and the question it is at. Started with the first question and again after a kill. */
export class ReaderProcess {
  readonly #folder: string;
  readonly #deadlineMs: number;
  readonly #free: () => void;
  #child: ChildProcess | undefined;
  #current: (Waiting & { id: number; deadline?: NodeJS.Timeout }) | undefined;
  #nextId = 1;
  #isReady = false;

  /** `free` is called whenever it can take the next question. */
  constructor(options: { folder: string; deadlineMs: number }, free: () => void) {
    this.#folder = options.folder;
    this.#deadlineMs = options.deadlineMs;
    this.#free = free;
  }

  get isBusy(): boolean {
    return this.#current !== undefined;
  }

  /** Takes a question; call only while it is not busy. The deadline counts from here, without the start of a process. */
  query(waiting: Waiting): void {
    this.#current = { ...waiting, id: this.#nextId };
    this.#nextId += 1;
    if (!this.#child) this.#start();
    this.#child?.channel?.ref();
    if (this.#isReady) this.#send();
  }

  close(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    this.#settle((waiting) =>
      waiting.reject(new VialogError('STORE_UNAVAILABLE', 'The event store is closing.')),
    );
    if (!child || child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
    return new Promise((resolve) => {
      child.once('exit', () => resolve());
      child.kill('SIGKILL');
    });
  }

  #start(): void {
    const child = fork(fileURLToPath(entryUrl('reader-child')), [this.#folder], {
      serialization: 'advanced',
      execArgv: entryOptions,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    this.#child = child;
    this.#isReady = false;
    child.on('message', (answer: ReaderAnswer) => {
      if (!('ready' in answer)) return this.#answered(answer);
      this.#isReady = true;
      if (this.#current) this.#send();
    });
    child.on('error', (error) => this.#ended(child, error));
    child.on('exit', (code, signal) =>
      this.#ended(child, new Error(`the reader process ended with ${signal ?? code}`)),
    );
    // A reader at rest does not keep its parent alive; one with a question does, by its channel.
    child.unref();
  }

  #send(): void {
    const current = this.#current;
    if (!current) return;
    current.deadline = setTimeout(() => this.#tooLate(), this.#deadlineMs);
    this.#child?.send({ id: current.id, task: current.task });
  }

  #tooLate(): void {
    const child = this.#child;
    this.#child = undefined;
    child?.kill('SIGKILL');
    this.#settle((waiting) => waiting.reject(new VialogError('QUERY_TOO_EXPENSIVE')));
  }

  #answered(answer: Exclude<ReaderAnswer, { ready: true }>): void {
    if (answer.id !== this.#current?.id) return;
    this.#settle((waiting) => {
      if ('value' in answer) waiting.resolve(answer.value);
      else if ('damagedDay' in answer) waiting.reject(new DamagedFile(answer.damagedDay, answer.why));
      else waiting.reject(new Error(`the event reader failed: ${answer.error}`));
    });
  }

  #ended(child: ChildProcess, cause: Error): void {
    if (this.#child !== child) return;
    this.#child = undefined;
    this.#settle((waiting) => waiting.reject(new VialogError('STORE_UNAVAILABLE', undefined, { cause })));
  }

  #settle(settle: (waiting: Waiting) => void): void {
    const current = this.#current;
    this.#current = undefined;
    this.#child?.channel?.unref();
    if (!current) return;
    clearTimeout(current.deadline);
    settle(current);
    this.#free();
  }
}
