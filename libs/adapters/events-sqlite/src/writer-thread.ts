import { Worker } from 'node:worker_threads';
import { entryOptions, entryUrl } from './entry-url.ts';
import type { WriterReply, WriterOptions, WriterState, WriterCommand } from './writer-messages.ts';

/** The thread ended. Whether it stored the records of requests without a reply is unknown. */
export class WriterEnded extends Error {
  override readonly name = 'WriterGone';
}

interface Waiting {
  resolve(value: number | Uint8Array): void;
  reject(error: Error): void;
}

/** Handle of the writer thread in the store. */
export class WriterThread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #nextId = 1;
  #gone = false;

  constructor(worker: Worker) {
    this.#worker = worker;
  }

  /**
   * Starts the thread.
   * @throws {Error} when another process has the folder open for writing, or it is not writable
   */
  static start(
    options: WriterOptions,
    listener: { state(state: WriterState): void; gone(why: Error): void },
  ): Promise<WriterThread> {
    const worker = new Worker(entryUrl('writer-worker'), { workerData: options, execArgv: entryOptions });
    const thread = new WriterThread(worker);
    return new Promise((resolve, reject) => {
      let started = false;
      worker.on('message', (reply: WriterReply) => {
        if ('ready' in reply) resolve(thread);
        else if ('rejected' in reply) reject(new Error(reply.rejected));
        else if ('state' in reply) listener.state(reply.state);
        else thread.#settle(reply);
        started ||= 'ready' in reply;
      });
      let why: unknown;
      worker.on('error', (error: unknown) => {
        why = error;
      });
      worker.on('exit', (code) => {
        const gone = new WriterEnded(`the writer thread ended with code ${code}`, { cause: why });
        reject(gone);
        if (thread.#ended(gone) && started) listener.gone(gone);
      });
    });
  }

  /** @throws {WriterEnded} when the thread ends before it replies */
  request(task: WriterCommand): Promise<number | Uint8Array> {
    if (this.#gone) return Promise.reject(new WriterEnded('the writer thread has ended'));
    const id = this.#nextId;
    this.#nextId += 1;
    const transfer = task.kind === 'append' ? [task.batch.numbers.buffer] : [];
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ ...task, id }, transfer);
    });
  }

  async close(): Promise<void> {
    const exited = new Promise((resolve) => this.#worker.once('exit', resolve));
    if (this.#gone) return;
    await this.request({ kind: 'close' });
    this.#gone = true;
    await exited;
  }

  #settle(reply: Extract<WriterReply, { id: number }>): void {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if ('error' in reply) waiting?.reject(new Error(`the event writer failed: ${reply.error}`));
    else waiting?.resolve(reply.value);
  }

  /** True when the end was unexpected. */
  #ended(why: Error): boolean {
    const isUnexpected = !this.#gone;
    this.#gone = true;
    for (const waiting of this.#waiting.values()) waiting.reject(why);
    this.#waiting.clear();
    return isUnexpected;
  }
}
