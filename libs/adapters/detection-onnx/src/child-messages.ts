import type { ModelBinding, ModelCard, Picture, Zone, ZoneCount } from '@vialog/contracts';

/** File descriptor of the child on which the pixels of a picture follow its `count` message. */
export const pixelsFd = 4;

/** What a detector child is told. Travels by `serialization: 'advanced'`, so bytes stay bytes. */
export type ToChild =
  | { readonly type: 'load'; readonly card: ModelCard; readonly bytes: Uint8Array }
  | {
      readonly type: 'count';
      /** px; width × height × 3 bytes come by `pixelsFd`: as part of a message they would be copied four times. */
      readonly size: Pick<Picture, 'width' | 'height'>;
      readonly zones: readonly Zone[];
      readonly model: ModelBinding;
    };

/** What it says. Numbers per zone and sentences; no message has room for a box or a pixel. */
export type FromChild =
  /** The model runs and answers what its card announces. */
  | { readonly type: 'ready' }
  /** The model cannot be used; trying again with the same file will not help. */
  | { readonly type: 'refused'; readonly detail: string }
  /** Zones the model can count, and the milliseconds it took. */
  | { readonly type: 'counted'; readonly zones: readonly ZoneCount[]; readonly ms: number }
  /** This frame made the model answer nonsense; the child is not to be trusted any more. */
  | { readonly type: 'faulty'; readonly detail: string };
