import { spawn, type ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PixelFormat } from '@vialog/contracts';
import { packetListFd } from './ffmpeg-arguments.ts';
import { readNut, type TimedPicture } from './nut-reader.ts';

/** Time ffmpeg gets to end the session with the camera (RTSP TEARDOWN) before it is killed, ms. */
const shutdownGraceMs = 1_000;
const keptMessages = 4_096;

export interface ChildPipes {
  /** Receives the list of packets, if the arguments require one. */
  readonly onPacketText?: (text: string) => void;
  /** For its standard input; without it there is none. */
  readonly input?: AsyncIterable<Uint8Array>;
}

export interface ChildEnd {
  /** The last 4 kB of what it wrote to standard error. May contain addresses, paths and credentials: do not log or show it. */
  readonly messages: string;
  /** Null when it was ended by a signal. */
  readonly exitCode: number | null;
}

/**
 * One ffmpeg process. It inherits nothing: no shell, an empty environment, no open files but its pipes. When this process
 * dies, ffmpeg finds its pipe closed and ends with the next picture.
 */
export class FfmpegChild {
  readonly #child: ChildProcess;
  #messages = '';
  #failure: Error | undefined;
  /** Resolves when the process has exited and its pipes are closed; never rejects. */
  readonly ended: Promise<ChildEnd>;

  constructor(program: string, args: readonly string[], { onPacketText, input }: ChildPipes = {}) {
    const pipes = [input ? 'pipe' : 'ignore', 'pipe', 'pipe', ...(onPacketText ? ['pipe'] : [])];
    this.#child = spawn(program, args, { stdio: pipes as ('ignore' | 'pipe')[], env: {}, cwd: '/' });
    // A process that ends before its input is explained by its messages.
    if (input !== undefined && this.#child.stdin) pipeline(input, this.#child.stdin).catch(() => undefined);
    const list = this.#child.stdio?.[packetListFd] as Readable | undefined;
    if (onPacketText)
      list
        ?.setEncoding('utf8')
        .on('data', onPacketText)
        .on('error', () => undefined);
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => this.#note(text));
    this.ended = new Promise((resolve) => {
      this.#child.once('error', (error) => {
        this.#note(error.message);
        this.#failure ??= error;
      });
      this.#child.once('close', (exitCode) => resolve({ messages: this.#messages, exitCode }));
    });
  }

  /**
   * Yields the pictures of the process, which writes them in this format, as they arrive; ends with the process's output.
   * @throws {NutError} when the output is not the expected NUT stream
   * @throws {TruncatedStream} when the output ends inside a packet
   * @throws {Error} when the process could not be started
   */
  async *pictures(format: PixelFormat): AsyncGenerator<TimedPicture, void, undefined> {
    // The types promise null at most; Node leaves it undefined when it could not open any file.
    const output = this.#child.stdout as AsyncIterable<Uint8Array> | null | undefined;
    if (output === undefined || output === null) {
      await this.ended;
      throw this.#failure ?? new Error('ffmpeg was not started');
    }
    yield* readNut(output, format);
  }

  /** Ends the process, after a grace period with SIGKILL, and waits until it has exited. */
  async stop(): Promise<void> {
    this.#child.stdout?.resume(); // with a full pipe it would not handle the signal
    this.#child.kill('SIGTERM');
    const force = setTimeout(() => this.kill(), shutdownGraceMs);
    await this.ended;
    clearTimeout(force);
  }

  /** Ends the process at once. */
  kill(): void {
    this.#child.kill('SIGKILL');
  }

  #note(text: string): void {
    this.#messages = (this.#messages + text).slice(-keptMessages);
  }
}
