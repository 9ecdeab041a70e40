import { type ChildProcess, fork } from 'node:child_process';
import type { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { RgbPicture } from '@vialog/contracts';
import type { CountingJob, TrackedFrame } from '@vialog/detection';
import { type FromChild, pixelsFd, type ToChild } from './child-messages.ts';
import { childArguments } from './child-arguments.ts';
import { disableCoreDump } from './disable-core-dump.ts';
import type { ModelPackage } from './model-package.ts';

/** What to count on a picture. */
export interface ChildJob extends CountingJob {
  /** Camera and time of the picture, to follow the objects of tracked zones; undefined for a single picture. */
  readonly frame?: TrackedFrame | undefined;
}

/** What to compare in a labelled picture. */
export type MatchJob = Omit<Extract<ToChild, { kind: 'match' }>, 'kind' | 'size'>;

/** A request to which the child did not reply. */
export interface LostRequest {
  readonly kind: 'lost';
  /** hung: no reply before the deadline, so the child was killed; died: the child exited or another process killed it. */
  readonly cause: 'hung' | 'died';
  readonly detail: string;
}

const isSource = import.meta.url.endsWith('.ts');
const entry = fileURLToPath(
  new URL(isSource ? './detector-child.ts' : './detector-child.js', import.meta.url),
);

/** Characters of the child's error output that are kept for the exit reason. */
const maxStderr = 2_000;

/** One detector child process. It handles one request at a time; after it exited it cannot be used again. */
export class DetectorProcess {
  /** Resolves with the exit reason once the process has exited. Never rejects. */
  readonly gone: Promise<string>;
  readonly pid: number | undefined;
  readonly #child: ChildProcess;
  readonly #pixels: Writable | null | undefined;
  #onReply: ((message: FromChild) => void) | undefined;
  #stderrTail = '';

  constructor() {
    // No environment: a secret that the child does not have cannot be logged or leaked.
    this.#child = fork(entry, [], {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc', 'pipe'],
      execArgv: childArguments(isSource),
      env: {},
    });
    this.pid = this.#child.pid;
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#stderrTail = (this.#stderrTail + text).slice(-maxStderr);
    });
    this.#pixels = this.#child.stdio[pixelsFd] as Writable | null | undefined;
    this.#pixels?.on('error', () => undefined); // The child has exited: `gone` reports it.
    this.#child.on('message', (message: FromChild) => this.#onReply?.(message));
    this.gone = new Promise((resolve) => {
      this.#child.once('error', (error) => resolve(`could not be started: ${error.message}`));
      this.#child.once('exit', (code, signal) => resolve(this.#exitReason(code, signal)));
    });
    if (this.pid !== undefined) disableCoreDump(this.pid);
  }

  /** Loads the model and warms it up. If the child does not reply within `deadlineMs`, it is killed. */
  load(model: ModelPackage, deadlineMs: number): Promise<FromChild | LostRequest> {
    return this.#request(
      { kind: 'load', card: model.card, bytes: model.bytes, provider: model.provider ?? 'cpu' },
      deadlineMs,
    );
  }

  /** Counts one picture. If the child does not reply within `deadlineMs`, it is killed. */
  count(
    { width, height, pixels }: RgbPicture,
    job: ChildJob,
    deadlineMs: number,
  ): Promise<FromChild | LostRequest> {
    const { zones, model, trial } = job;
    const outlines = trial?.outlines === true;
    const frame = trial && trial.live === undefined ? undefined : job.frame;
    const request = { kind: 'count', size: { width, height }, zones, model, frame, outlines } as const;
    const reply = this.#request(request, deadlineMs);
    this.#pixels?.write(pixels);
    return reply;
  }

  /** Compares what the model detects in a picture with its objects. If the child does not reply within `deadlineMs`, it is killed. */
  match(
    { width, height, pixels }: RgbPicture,
    job: MatchJob,
    deadlineMs: number,
  ): Promise<FromChild | LostRequest> {
    const reply = this.#request({ kind: 'match', size: { width, height }, ...job }, deadlineMs);
    this.#pixels?.write(pixels);
    return reply;
  }

  /** Ends the process at once, also when it is stopped (SIGSTOP). */
  kill(): void {
    this.#child.kill('SIGKILL');
  }

  async #request(message: ToChild, deadlineMs: number): Promise<FromChild | LostRequest> {
    let timer: NodeJS.Timeout | undefined;
    const replied = new Promise<FromChild>((resolve) => {
      this.#onReply = resolve;
    });
    const late = new Promise<LostRequest>((resolve) => {
      timer = setTimeout(
        () => resolve({ kind: 'lost', cause: 'hung', detail: `gave no reply for ${deadlineMs} ms` }),
        deadlineMs,
      );
    });
    const died = this.gone.then((detail): LostRequest => ({ kind: 'lost', cause: 'died', detail }));
    // A failed send means that the channel is closed: `gone` follows.
    this.#child.send(message, () => undefined);
    const outcome = await Promise.race([replied, late, died]);
    clearTimeout(timer);
    this.#onReply = undefined;
    if (outcome.kind === 'lost') this.kill();
    return outcome;
  }

  #exitReason(code: number | null, signal: NodeJS.Signals | null): string {
    const lastLine = this.#stderrTail.trim().split('\n').at(-1) ?? '';
    const reason = signal ? `was ended by ${signal}` : `ended with code ${code}`;
    return lastLine === '' ? reason : `${reason}: ${lastLine.slice(0, 200)}`;
  }
}
