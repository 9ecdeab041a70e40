import { epochOf, type Camera } from '@vialog/contracts';
import { boundaryAfter, commonSlotMs } from './slots.ts';

type Timed = Pick<Camera, 'validFromAt'> & { readonly zones: readonly { readonly slotMs: number }[] };

/**
 * When a change that is made now takes effect, epoch ms: the next moment at which the slots of all zones of the version in
 * force end together, so that no slot belongs to two versions. Always after `now`, by at most an hour. For a version that
 * is not in force yet, its own start: all changes before a boundary take effect there, and the last one applies.
 */
export function nextBoundary(camera: Timed, now: number): number {
  const validFrom = epochOf(camera.validFromAt);
  if (validFrom > now) return validFrom;
  return boundaryAfter(now, commonSlotMs(camera.zones.map((zone) => zone.slotMs)));
}
