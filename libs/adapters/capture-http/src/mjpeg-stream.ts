import type { Clock } from '@vialog/contracts';
import type { CaptureEvent, CaptureRequest, StreamFault } from '@vialog/capture';
import { decodeSnapshot } from './decode-snapshot.ts';
import { maxPictureBytes, tooLarge } from './explain-response.ts';
import { JpegSplitter } from './jpeg-splitter.ts';

export interface MjpegOptions {
  readonly clock: Clock;
  /** Time from one picture to the next, ms; others are not decoded. */
  readonly intervalMs: number;
  /** Time without a picture after which the stream counts as dead, ms. */
  readonly silenceMs: number;
  /** px */
  readonly width: number;
  readonly onNote?: CaptureRequest['onNote'];
}

interface Frame {
  readonly jpeg: Buffer;
  /** Arrival, epoch ms. */
  readonly at: number;
}

/**
 * Reads a motion JPEG stream to its end and yields the newest picture of each interval; returns the fault that ended
 * it. Reading continues while the consumer is busy, and newer frames replace the one that waits.
 */
export async function* readMjpeg(
  body: AsyncIterable<Uint8Array>,
  options: MjpegOptions,
): AsyncGenerator<CaptureEvent, StreamFault, undefined> {
  const { clock, silenceMs, width } = options;
  const newest = new NewestFrame();
  void fill(newest, body, options);
  let broken: StreamFault | undefined;
  for (let pictureAt = clock.monotonic(); ;) {
    const frame = await newest.take(pictureAt + silenceMs - clock.monotonic());
    if (frame === undefined) return newest.fault ?? broken ?? silent(silenceMs);
    const picture = await decodeSnapshot(frame.jpeg, width);
    if ('reason' in picture) {
      broken = picture;
      continue;
    }
    pictureAt = clock.monotonic();
    yield { kind: 'picture', picture, capturedAt: frame.at, protocol: 'mjpeg' };
  }
}

/** Never rejects. */
async function fill(
  newest: NewestFrame,
  body: AsyncIterable<Uint8Array>,
  { clock, intervalMs, onNote }: MjpegOptions,
): Promise<void> {
  const splitter = new JpegSplitter(maxPictureBytes);
  let nextAt = Number.NEGATIVE_INFINITY;
  for await (const chunk of body) {
    const jpegs = splitter.push(chunk);
    const jpeg = jpegs.at(-1);
    jpegs.forEach(() => onNote?.({ kind: 'packet', isKey: true, streamMs: undefined }));
    if (splitter.isOversized) return newest.end(tooLarge);
    if (jpeg === undefined || clock.monotonic() < nextAt) continue;
    // From the last due time, so that the sampling rate does not drift; after a pause, from now.
    const now = clock.monotonic();
    nextAt = nextAt + intervalMs > now ? nextAt + intervalMs : now + intervalMs;
    newest.put({ jpeg, at: clock.now() });
  }
  newest.end({ reason: 'offline', detail: 'the motion JPEG stream ended' });
}

class NewestFrame {
  #frame: Frame | undefined;
  #wake: () => void = () => undefined;
  /** Reason for the missing frame. */
  fault: StreamFault | undefined;

  put(frame: Frame): void {
    this.#frame = frame;
    this.#wake();
  }

  end(fault: StreamFault): void {
    this.fault = fault;
    this.#wake();
  }

  /** Returns the frame that waits or the next one; undefined at the end or after `maxWaitMs`. */
  async take(maxWaitMs: number): Promise<Frame | undefined> {
    if (this.#frame === undefined && this.fault === undefined) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, Math.max(0, maxWaitMs));
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    const frame = this.#frame;
    this.#frame = undefined;
    return frame;
  }
}

const silent = (ms: number): StreamFault => ({
  reason: 'no_frame',
  detail: `the motion JPEG stream held no complete picture for ${Math.round(ms / 1_000)} s`,
});
