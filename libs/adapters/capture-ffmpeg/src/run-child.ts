import type { DecoderWaiting, StreamFault } from '@vialog/capture';
import type { PixelFormat } from '@vialog/contracts';
import { TruncatedStream } from './byte-queue.ts';
import { explainFfmpeg } from './explain-ffmpeg.ts';
import type { FfmpegChild } from './ffmpeg-child.ts';
import { NutError, type TimedPicture } from './nut-reader.ts';

export interface RunOptions {
  /** Format in which the child writes its pictures. */
  readonly pixelFormat: PixelFormat;
  readonly signal: AbortSignal;
  /** The child is killed when no picture comes for this long, ms. */
  readonly silenceMs: number;
  /**
   * Called when no picture came for `silenceMs`, and again after each further `silenceMs`. A fault is passed on and the child
   * continues; undefined ends it.
   */
  readonly onSilence?: (silentForMs: number) => StreamFault | undefined;
  /** Of a camera. */
  readonly transport?: 'tcp' | 'udp';
}

/**
 * Runs one child from start to end: yields its pictures, then at most one fault. The end of the input is a fault unless
 * the child exits with 0 and has delivered a picture. No process is left when this returns.
 */
export async function* runChild(
  child: FfmpegChild,
  options: RunOptions,
): AsyncGenerator<TimedPicture | StreamFault | DecoderWaiting, void, undefined> {
  const { signal } = options;
  const onAbort = (): void => void child.stop();
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();
  const run: Run = { delivered: false, silentForMs: 0, timedOut: false };
  try {
    yield* outputOf(child, options, run);
  } catch (error) {
    run.broken = outputFault(error);
  } finally {
    signal.removeEventListener('abort', onAbort);
    if (run.timedOut) child.kill();
    await child.stop();
  }
  if (signal.aborted) return;
  const fault = await endOf(child, run, options.transport);
  if (fault !== undefined) yield fault;
}

/** State of a running child. */
interface Run {
  delivered: boolean;
  /** Since the last picture, ms. */
  silentForMs: number;
  timedOut: boolean;
  broken?: StreamFault | undefined;
}

/** Ends with the output of the child, or when it has been silent for too long. */
async function* outputOf(
  child: FfmpegChild,
  { pixelFormat, silenceMs, onSilence }: RunOptions,
  run: Run,
): AsyncGenerator<TimedPicture | DecoderWaiting, void, undefined> {
  for await (const said of untilSilence(child.pictures(pixelFormat), silenceMs)) {
    run.silentForMs = said === 'silent' ? run.silentForMs + silenceMs : 0;
    run.delivered ||= said !== 'silent';
    const output = said === 'silent' ? waitingFor(onSilence?.(run.silentForMs)) : said;
    run.timedOut = output === undefined;
    if (output === undefined) return;
    yield output;
  }
}

/** The fault of a child that ended; undefined when it came to the end of its input. */
async function endOf(
  child: FfmpegChild,
  { delivered, silentForMs, timedOut, broken }: Run,
  transport: 'tcp' | 'udp' | undefined,
): Promise<StreamFault | undefined> {
  if (timedOut) return silent(silentForMs);
  const { messages, exitCode } = await child.ended;
  if (broken !== undefined) return broken;
  return exitCode === 0 && delivered ? undefined : explainFfmpeg(messages, delivered, transport);
}

const waitingFor = (fault: StreamFault | undefined): DecoderWaiting | undefined =>
  fault && { waiting: fault };

/** The pictures, and `silent` each time none came for this long, ms. The consumer's time does not count as silence. */
async function* untilSilence(
  pictures: AsyncGenerator<TimedPicture, void, undefined>,
  silenceMs: number,
): AsyncGenerator<TimedPicture | 'silent', void, undefined> {
  let next = pictures.next();
  try {
    for (;;) {
      const result = await orSilent(next, silenceMs);
      if (result === 'silent') {
        yield result;
        continue;
      }
      if (result.done === true) return;
      yield result.value;
      next = pictures.next();
    }
  } finally {
    // Not awaited: it ends with the child, which the caller stops.
    pictures.return().catch(() => undefined);
  }
}

async function orSilent<T>(next: Promise<T>, silenceMs: number): Promise<T | 'silent'> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<'silent'>((resolve) => {
    timer = setTimeout(() => resolve('silent'), silenceMs);
  });
  next.catch(() => undefined); // awaited below; it may also reject after the consumer has left
  try {
    return await Promise.race([next, silence]);
  } finally {
    clearTimeout(timer);
  }
}

/** If the process ends inside a frame, its messages give the reason; output that cannot be read is a fault of the stream. */
function outputFault(error: unknown): StreamFault | undefined {
  if (error instanceof TruncatedStream) return undefined;
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
