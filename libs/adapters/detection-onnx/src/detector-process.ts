import { type ChildProcess, fork } from 'node:child_process';
import type { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { RgbPicture } from '@vialog/contracts';
import type { CountingJob } from '@vialog/detection';
import { type FromChild, pixelsFd, type ToChild } from './child-messages.ts';
import { forbidCoreDump } from './harden.ts';
import type { ModelPackage } from './model-package.ts';

/** How a request to a child ended when it was not answered. */
export interface Lost {
  readonly type: 'lost';
  /** hung: no answer in time, killed for it; died: it ended by itself or by somebody else's hand. */
  readonly how: 'hung' | 'died';
  readonly detail: string;
}

const fromSource = import.meta.url.endsWith('.ts');
const entry = fileURLToPath(
  new URL(fromSource ? './detector-child.ts' : './detector-child.js', import.meta.url),
);

/**
 * Node's permission model: the child may not write files or start processes. It may read every file, because module
 * resolution and onnxruntime read from many folders; native code (`--allow-addons`) is not bound by the model anyway.
 * Warnings are off because a child has no log.
 */
const nodeArguments = [
  ...(fromSource ? ['--conditions=@vialog/source'] : []),
  '--no-warnings',
  '--permission',
  '--allow-fs-read=*',
  '--allow-addons',
];

/** One life of a detector child. It is used for one request at a time and never comes back once it is gone. */
export class DetectorProcess {
  /** Resolves, with how it ended, once the process is gone. Never rejects. */
  readonly gone: Promise<string>;
  readonly pid: number | undefined;
  private readonly child: ChildProcess;
  private readonly pixels: Writable | null | undefined;
  private answer: ((message: FromChild) => void) | undefined;
  private lastWords = '';

  constructor() {
    // No environment: what is not there cannot be logged or leaked.
    this.child = fork(entry, [], {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc', 'pipe'],
      execArgv: nodeArguments,
      env: {},
    });
    this.pid = this.child.pid;
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.lastWords = (this.lastWords + text).slice(-2_000);
    });
    this.pixels = this.child.stdio[pixelsFd] as Writable | null | undefined;
    this.pixels?.on('error', () => undefined); // the child is gone, which is heard elsewhere
    this.child.on('message', (message: FromChild) => this.answer?.(message));
    this.gone = new Promise((resolve) => {
      this.child.once('error', (error) => resolve(`could not be started: ${error.message}`));
      this.child.once('exit', (code, signal) => resolve(this.epitaph(code, signal)));
    });
    if (this.pid !== undefined) forbidCoreDump(this.pid);
  }

  /** Loads and warms up. Not answered within `deadlineMs`, the child is killed. */
  load(model: ModelPackage, deadlineMs: number): Promise<FromChild | Lost> {
    return this.ask({ type: 'load', card: model.card, bytes: model.bytes }, deadlineMs);
  }

  count(
    { width, height, pixels }: RgbPicture,
    job: CountingJob,
    deadlineMs: number,
  ): Promise<FromChild | Lost> {
    const answer = this.ask({ type: 'count', size: { width, height }, ...job }, deadlineMs);
    this.pixels?.write(pixels);
    return answer;
  }

  /** Ends it at once; a stopped process too. */
  kill(): void {
    this.child.kill('SIGKILL');
  }

  private async ask(message: ToChild, deadlineMs: number): Promise<FromChild | Lost> {
    let timer: NodeJS.Timeout | undefined;
    const answered = new Promise<FromChild>((resolve) => {
      this.answer = resolve;
    });
    const late = new Promise<Lost>((resolve) => {
      timer = setTimeout(
        () => resolve({ type: 'lost', how: 'hung', detail: `gave no answer for ${deadlineMs} ms` }),
        deadlineMs,
      );
    });
    const died = this.gone.then((detail): Lost => ({ type: 'lost', how: 'died', detail }));
    // A failing send means the channel is closed: `gone` follows.
    this.child.send(message, () => undefined);
    const outcome = await Promise.race([answered, late, died]);
    clearTimeout(timer);
    this.answer = undefined;
    if (outcome.type === 'lost') this.kill();
    return outcome;
  }

  private epitaph(code: number | null, signal: NodeJS.Signals | null): string {
    const words = this.lastWords.trim().split('\n').at(-1) ?? '';
    const how = signal ? `was ended by ${signal}` : `ended with code ${code}`;
    return words === '' ? how : `${how}: ${words.slice(0, 200)}`;
  }
}
