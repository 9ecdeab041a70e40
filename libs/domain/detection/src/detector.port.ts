import type {
  Frame,
  FrameCount,
  GapReason,
  ModelBinding,
  PixelFormat,
  RgbPicture,
  Zone,
} from '@vialog/contracts';

/** What to count on a frame: the zones of the camera's version and the model bound to it. */
export interface CountingJob {
  readonly zones: readonly Zone[];
  readonly model: ModelBinding;
  /** The frame belongs to a trial and not to a slot. Trials have a separate queue and supersede no frame of a slot. */
  readonly trial?: TrialJob;
  /** Fencing token under which this detector tracks the camera. Another token begins a new tracking session. */
  readonly trackingToken?: string;
}

export interface TrialJob {
  /** Return the picture with outlines of the counted objects. */
  readonly outlines: boolean;
  /** Id of a live trial: its objects are followed from frame to frame, separately from those of the camera. */
  readonly live?: string | undefined;
}

/** Frames with the same key supersede each other and, in tracked zones, share their tracks. */
export function queueKeyOf(frame: Pick<Frame, 'cameraId'>, { trial }: Pick<CountingJob, 'trial'>): string {
  if (!trial) return frame.cameraId;
  return trial.live === undefined ? `${frame.cameraId} trial` : `${frame.cameraId} trial ${trial.live}`;
}

export type DetectorReply =
  | {
      readonly kind: 'counted';
      readonly count: FrameCount;
      /** The frame with outlines, drawn by the detector: pixels, no coordinates. Only for a trial that requests it. */
      readonly outlined?: RgbPicture;
    }
  | {
      readonly kind: 'failed';
      readonly reason: GapReason;
      /** One sentence for users. */
      readonly detail: string;
    };

/** How far a model is loaded. failed: it cannot be loaded at present; the detector tries again. */
export type ModelReadiness =
  | { readonly kind: 'ready' }
  | { readonly kind: 'loading' }
  | {
      readonly kind: 'failed';
      /** One sentence for users. */
      readonly detail: string;
    };

/**
 * Counts the objects in the zones of a frame. Boxes never leave it, except as outlines in the pixels of a trial. Failures
 * are replies, not exceptions.
 */
export interface Detector {
  /** Pixel format that needs no conversion. Every detector accepts rgb24 as well. */
  readonly pixelFormat: PixelFormat;
  /** May transfer or overwrite the pixels of the frame: the caller must not use them afterwards. */
  count(frame: Frame, job: CountingJob): Promise<DetectorReply>;
  /**
   * Loads a model beside those that count, if it is not loaded, and says how far it is. Repeat the call, at least once in 10 s,
   * until the model counts: a model that is not used is unloaded.
   */
  prepare(modelId: string): Promise<ModelReadiness>;
  /** Ends all processes of the detector. */
  close(): Promise<void>;
}
