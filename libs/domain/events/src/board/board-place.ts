import type { Site } from '@vialog/contracts';
import type { SeriesGroup } from '../use-cases/series-groups.ts';

/** A site on the board, with the zones whose figure it shows. */
export interface BoardPlace {
  readonly site: Site;
  /** Of all versions of the cameras, as for a trend. */
  readonly group: SeriesGroup;
  /** none: no area or parking spaces of the site are counted. */
  readonly kind: 'free' | 'present' | 'none';
  /** Shortest time that has whole slots of all its zones, ms. */
  readonly slotMs: number;
  /** Spaces of the zones in force, number. */
  readonly spaces: number;
  /** Whether slots are expected now: a camera of the site is active. */
  readonly isExpected: boolean;
}

/** End of the newest slot of places with this length, epoch ms. */
export const newestEnd = (now: number, slotMs: number): number => Math.floor(now / slotMs) * slotMs;
