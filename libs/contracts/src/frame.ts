/** Pixels of one moment. Memory only: never stored, logged or sent off the host. */
export interface Picture {
  /** px */
  readonly width: number;
  /** px */
  readonly height: number;
  /** rgb24 (FFmpeg's name): height rows of width × 3 bytes, top to bottom, no padding. */
  readonly pixels: Uint8Array;
}

/** A picture with the camera and the moment it belongs to. */
export interface Frame extends Picture {
  readonly cameraId: string;
  readonly cameraVersion: number;
  /** Arrival, epoch ms of the server's clock (for a clip: clip time). Names the slot. */
  readonly capturedAt: number;
}
