import type {
  GapReason,
  Picture,
  PixelFormat,
  SamplingPlan,
  Stream,
  StreamProtocol,
} from '@vialog/contracts';
import type { StreamFault } from './stream-fault.ts';
import type { StreamNote } from './stream-note.ts';

/** User name and password of a stream. Never logged, never part of a message, an argument or a URL. */
export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** Stream, sampling plan and format of the requested pictures. */
export interface CaptureRequest {
  readonly stream: Stream;
  readonly plan: SamplingPlan;
  /** Width to deliver, px; at most the width of the source. The height keeps its aspect ratio. */
  readonly width: number;
  /** Format that the detector reads without conversion. A source that decodes to rgb24 anyway delivers rgb24. */
  readonly pixelFormat: PixelFormat;
  /** Sent only to the stream's host, and only when it requests authentication. */
  readonly credentials?: Credentials;
  /** Receives what the source notices about the stream. Only a probe passes it, because measuring packets costs time. */
  readonly onNote?: (note: StreamNote) => void;
}

/** A picture has arrived, or the reason why none arrives. */
export type CaptureEvent =
  | {
      readonly kind: 'picture';
      readonly picture: Picture;
      /** Arrival, epoch ms. */
      readonly capturedAt: number;
      /** The camera responded that its picture has not changed, and the last one is counted again. */
      readonly isUnchanged?: true;
      /** What an http(s) URL returned. */
      readonly protocol?: StreamProtocol;
    }
  | ({
      readonly kind: 'fault';
      /** Epoch ms. */
      readonly at: number;
    } & StreamFault)
  | {
      /** A fault with `continues` and this reason has ended. */
      readonly kind: 'recovered';
      readonly reason: GapReason;
      /** Epoch ms. */
      readonly at: number;
    };

/**
 * A source of pictures. Does not throw for faults of a stream: it yields a `fault`, waits (back-off with jitter) and
 * retries until the signal aborts. Then the iteration ends and its sockets and processes are closed.
 */
export interface FrameSource {
  frames(request: CaptureRequest, signal: AbortSignal): AsyncIterable<CaptureEvent>;
}
