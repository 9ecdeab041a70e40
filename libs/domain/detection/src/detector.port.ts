import type { Frame, FrameCount, GapReason, ModelBinding, PixelFormat, Zone } from '@vialog/contracts';

/** What to count on a frame: the zones of the camera's version and the model bound to it. */
export interface CountingJob {
  readonly zones: readonly Zone[];
  readonly model: ModelBinding;
}

export type DetectorAnswer =
  | { readonly kind: 'counted'; readonly count: FrameCount }
  | {
      readonly kind: 'failed';
      readonly reason: GapReason;
      /** One sentence for users. */
      readonly detail: string;
    };

/** Counts the objects in the zones of a frame. Boxes never leave it. Failures are answers, not exceptions. */
export interface Detector {
  /** Pixel format that needs no conversion. Every detector accepts rgb24 as well. */
  readonly pixelFormat: PixelFormat;
  /** May transfer or overwrite the pixels of the frame: the caller must not use them afterwards. */
  count(frame: Frame, job: CountingJob): Promise<DetectorAnswer>;
  /** Ends all processes of the detector. */
  close(): Promise<void>;
}
