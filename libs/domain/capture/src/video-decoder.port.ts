import type { Picture } from '@vialog/contracts';
import type { CaptureRequest } from './frame-source.port.ts';
import type { StreamFault } from './stream-fault.ts';

/** Containers that can be decoded from a series of bytes, without seeking. */
export type VideoContainer = 'mpegts' | 'mp4' | 'matroska' | 'flv';

/** The bytes of a video as they arrive. */
export interface VideoBytes {
  readonly container: VideoContainer;
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Pictures are released at the rate of their time stamps, for bytes that arrive faster: recordings and segments. */
  readonly isPaced: boolean;
}

export interface DecodeOptions extends Pick<CaptureRequest, 'plan' | 'width' | 'pixelFormat' | 'onNote'> {
  /** Time without a picture after which decoding ends with a fault, ms. */
  readonly silenceMs: number;
}

export interface DecodedPicture {
  readonly picture: Picture;
  /** Presentation time, ms from the start of the bytes. */
  readonly streamMs: number;
}

/** Bytes arrive and no picture yet; decoding continues. */
export interface DecoderWaiting {
  readonly waiting: StreamFault;
}

/**
 * Decodes the pictures of the sampling plan from the bytes of a video. Ends with the bytes, or with one fault. Reads the bytes
 * no faster than it decodes them. When it ends or the signal aborts, its process is closed.
 */
export interface VideoDecoder {
  decode(
    video: VideoBytes,
    options: DecodeOptions,
    signal: AbortSignal,
  ): AsyncIterable<DecodedPicture | DecoderWaiting | StreamFault>;
}
