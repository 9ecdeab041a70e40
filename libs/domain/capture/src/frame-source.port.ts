import type { GapReason, Picture, PixelFormat, SamplingPlan, Stream } from '@vialog/contracts';

/** What to take from a stream and at which size. */
export interface CaptureRequest {
  readonly stream: Stream;
  readonly plan: SamplingPlan;
  /** Width to deliver, px; never more than the source has. Height follows the source's shape. */
  readonly width: number;
  /** Format the detector takes without converting. A source that decodes to rgb24 anyway delivers rgb24. */
  readonly pixelFormat: PixelFormat;
}

/** A picture has arrived, or it is known why none arrives. */
export type CaptureEvent =
  | {
      readonly kind: 'picture';
      readonly picture: Picture;
      /** Arrival, epoch ms. */ readonly capturedAt: number;
    }
  | {
      readonly kind: 'fault';
      readonly reason: GapReason;
      /** One sentence for people, without credentials. */
      readonly detail: string;
      /** Epoch ms. */
      readonly at: number;
    };

/**
 * A way to get pictures. Never throws for what a stream does: it says `fault`, waits (back-off with jitter) and
 * tries again until the signal aborts, when the iteration ends and everything it held (sockets, children) is closed.
 */
export interface FrameSource {
  frames(request: CaptureRequest, signal: AbortSignal): AsyncIterable<CaptureEvent>;
}
