/**
 * How the pixels of a picture lie in memory (FFmpeg's names).
 * - `rgb24`: height rows of width × 3 bytes, top to bottom, without padding.
 * - `yuv420p`: BT.601 in limited range (luma 16..235, chroma 16..240): a plane of luma, then two planes of chroma with
 *   one value for every 2 × 2 px, without padding. An odd side is rounded up in the chroma planes.
 */
export type PixelFormat = 'rgb24' | 'yuv420p';

/** Pixels of one moment. In memory only: never stored or logged. */
export interface Picture {
  /** px */
  readonly width: number;
  /** px */
  readonly height: number;
  readonly format: PixelFormat;
  readonly pixels: Uint8Array;
}

/** A picture in the format that models and painters work with. */
export interface RgbPicture extends Picture {
  readonly format: 'rgb24';
}

/** A picture with its camera and capture time. */
export interface Frame extends Picture {
  readonly cameraId: string;
  readonly cameraVersion: number;
  /** Arrival, epoch ms of the server's clock (for a clip: clip time). Identifies the slot. */
  readonly capturedAt: number;
}
