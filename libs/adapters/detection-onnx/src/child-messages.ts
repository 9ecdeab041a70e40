import type { ModelBinding, ModelCard, Picture, TrackingSession, Zone, ZoneCount } from '@vialog/contracts';
import type { TrackedFrame } from '@vialog/detection';
import type { GroupMatches, ObjectGroup, TrueObject } from '@vialog/evaluation/matching';
import type { ExecutionProvider } from './open-session.ts';

/** File descriptor of the child on which the pixels of a picture follow its `count` message. */
export const pixelsFd = 4;

/** Request to a detector child. It is sent with `serialization: 'advanced'`, so that bytes stay bytes. */
export type ToChild =
  | {
      readonly kind: 'load';
      readonly card: ModelCard;
      readonly bytes: Uint8Array;
      /** Where the model runs if it can; else on the CPU. */
      readonly provider: ExecutionProvider;
    }
  | {
      readonly kind: 'count';
      /** px; width × height × 3 bytes follow on `pixelsFd`: inside the message they would be copied four times. */
      readonly size: Pick<Picture, 'width' | 'height'>;
      readonly zones: readonly Zone[];
      readonly model: ModelBinding;
      /** Camera and time of the picture; undefined for a trial, whose objects are not followed. */
      readonly frame: TrackedFrame | undefined;
      /** Return the picture with outlines of the counted objects: for a trial that requests it. */
      readonly outlines: boolean;
    }
  | {
      readonly kind: 'match';
      /** px; the pixels follow as for `count`. */
      readonly size: Pick<Picture, 'width' | 'height'>;
      readonly model: ModelBinding;
      /** The objects that are in the picture, from a labelled set. */
      readonly truth: readonly TrueObject[];
      readonly groups: readonly ObjectGroup[];
      /** Lowest score of a detection that is compared, 0..1. */
      readonly minScore: number;
    };

/**
 * Response of a detector child: numbers per zone and sentences. No message can carry a box or a track. The only pixels
 * are the picture of a trial, on request, with outlines drawn by the child.
 */
export type FromChild =
  /** The model runs, and its outputs match its card; warning: why it runs on the CPU instead of the requested provider. */
  | { readonly kind: 'ready'; readonly warning?: string }
  /** The model cannot be used; another attempt with the same file will fail as well. */
  | { readonly kind: 'rejected'; readonly detail: string }
  /** Counts of the zones whose classes the model knows, and the duration of the inference in ms. */
  | {
      readonly kind: 'counted';
      readonly zones: readonly ZoneCount[];
      readonly ms: number;
      /** Session of the crossings, if a zone is tracked. Tracks stay in the child. */
      readonly tracking?: TrackingSession;
      /** rgb24 pixels of the picture with outlines; only if they were requested. */
      readonly outlined?: Uint8Array;
    }
  /** How the objects of a labelled picture were detected, and the duration of the inference in ms. */
  | { readonly kind: 'matched'; readonly groups: readonly GroupMatches[]; readonly ms: number }
  /** The model returned an invalid output for this frame; the child must be replaced. */
  | { readonly kind: 'faulty'; readonly detail: string };
