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
  /** The child is killed when no picture comes for so long, ms. */
  readonly silenceMs: number;
}

/**
 * Runs one child from start to end: its pictures, then at most one fault. The end of the input counts as fault
 * unless the child says that it went well and had given a picture. Nothing is left running when this returns.
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
      watchdog.feed();
      delivered = true;
      yield timed;
      watchdog.feed(); // the time the consumer took is not the stream's
    }
  } catch (error) {
    broken = brokenOutput(error);
  } finally {
    watchdog.stop();
    signal.removeEventListener('abort', onAbort);
    await child.stop();
  }
  if (signal.aborted) return;
  const { messages, exitCode } = await child.ended;
  if (watchdog.barked) yield silent(silenceMs);
  else if (broken !== undefined) yield broken;
  else if (exitCode !== 0 || !delivered) yield explainFfmpeg(messages, delivered);
}

/** A child that dies leaves half a picture behind: its messages tell why. What else cannot be read is fault itself. */
function brokenOutput(error: unknown): StreamFault | undefined {
  if (error instanceof CutOff) return undefined;
  if (!(error instanceof NutError) && !(error instanceof RangeError)) throw error;
  return {
    reason: 'decode_error',
    detail: `the pictures of this stream changed their form (${error.message})`,
  };
}

const silent = (ms: number): StreamFault => ({
  reason: 'no_frame',
  detail: `the stream is there but gave no picture for ${Math.round(ms / 1_000)} s`,
});

class Watchdog {
  private timer: NodeJS.Timeout;
  barked = false;

  constructor(patienceMs: number, bite: () => void) {
    this.timer = setTimeout(() => {
      this.barked = true;
      bite();
    }, patienceMs);
  }

  feed(): void {
    if (!this.barked) this.timer.refresh();
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}
