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
      /** One sentence for people. */ readonly detail: string;
    };

/** Counts what is in the zones of a frame. Boxes never leave it. Failures are answers, not exceptions. */
export interface Detector {
  /** The pixel format it takes without converting. It takes rgb24 as well. */
  readonly pixelFormat: PixelFormat;
  /** The frame's pixels may be transferred or overwritten: the caller must not use them afterwards. */
  count(frame: Frame, job: CountingJob): Promise<DetectorAnswer>;
  /** Ends every process it holds. */
  close(): Promise<void>;
}
