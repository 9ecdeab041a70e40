/** What a probe knows about the timing of a stream. */
export type StreamTiming =
  /** A video stream. */
  | {
      readonly kind: 'video';
      /** Longest time between two key frames, ms; undefined if fewer than two arrived. */
      readonly keyframeIntervalMs: number | undefined;
      /** Time without a key frame at the end of the probe, ms. */
      readonly withoutKeyframeMs: number;
      readonly framesPerSecond: number | undefined;
    }
  | { readonly kind: 'motion_jpeg'; readonly framesPerSecond: number | undefined }
  | {
      readonly kind: 'snapshot';
      /** Measured or stated refresh period, ms; undefined if it is not known. */
      readonly refreshMs: number | undefined;
      /** Time for which the picture stayed the same, ms. */
      readonly unchangedMs: number;
    };
