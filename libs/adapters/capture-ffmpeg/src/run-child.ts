import type { StreamFault } from '@vialog/capture';
import type { PixelFormat } from '@vialog/contracts';
import { CutOff } from './byte-queue.ts';
import { explainFfmpeg } from './explain-ffmpeg.ts';
import type { FfmpegChild } from './ffmpeg-child.ts';
import { NutError, type TimedPicture } from './nut-reader.ts';

export interface RunOptions {
  /** Format in which the child writes its pictures. */
  readonly pixelFormat: PixelFormat;
  readonly signal: AbortSignal;
  /** The child is killed when no picture comes for this long, ms. */
  readonly silenceMs: number;
}

/**
 * Runs one child from start to end: yields its pictures, then at most one fault. The end of the input is a fault unless
 * the child exits with 0 and has delivered a picture. No process is left when this returns.
 */
export async function* runChild(
  child: FfmpegChild,
  { pixelFormat, signal, silenceMs }: RunOptions,
): AsyncGenerator<TimedPicture | StreamFault, void, undefined> {
  const watchdog = new Watchdog(silenceMs, () => child.kill());
  const onAbort = (): void => void child.stop();
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();
  let delivered = false;
  let broken: StreamFault | undefined;
  try {
    for await (const timed of child.pictures(pixelFormat)) {
      watchdog.reset();
      delivered = true;
      yield timed;
      watchdog.reset(); // the time that the consumer took is not the stream's
    }
  } catch (error) {
    broken = outputFault(error);
  } finally {
    watchdog.stop();
    signal.removeEventListener('abort', onAbort);
    await child.stop();
  }
  if (signal.aborted) return;
  const { messages, exitCode } = await child.ended;
  if (watchdog.timedOut) yield silent(silenceMs);
  else if (broken !== undefined) yield broken;
  else if (exitCode !== 0 || !delivered) yield explainFfmpeg(messages, delivered);
}

/** A child that ends inside a picture explains itself in its messages; output that cannot be read is a fault of the stream. */
function outputFault(error: unknown): StreamFault | undefined {
  if (error instanceof CutOff) return undefined;
  if (!(error instanceof NutError) && !(error instanceof RangeError)) throw error;
  return {
    reason: 'decode_error',
    detail: `the pictures of this stream changed their format (${error.message})`,
  };
}

const silent = (ms: number): StreamFault => ({
  reason: 'no_frame',
  detail: `the stream is connected but delivered no picture for ${Math.round(ms / 1_000)} s`,
});

/** Calls `onTimeout` once, when it was not reset for the given time. */
class Watchdog {
  readonly #timer: NodeJS.Timeout;
  timedOut = false;

  constructor(timeoutMs: number, onTimeout: () => void) {
    this.#timer = setTimeout(() => {
      this.timedOut = true;
      onTimeout();
    }, timeoutMs);
  }

  reset(): void {
    if (!this.timedOut) this.#timer.refresh();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
