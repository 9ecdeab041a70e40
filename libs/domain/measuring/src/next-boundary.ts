import { epochOf, type Camera } from '@vialog/contracts';
import { boundaryAfter, commonSlotMs } from './slots.ts';

type Timed = Pick<Camera, 'validFromAt'> & { readonly zones: readonly { readonly slotMs: number }[] };

/**
 * When a change made now takes effect, epoch ms: the next moment at which slots of all zones of the version in force
 * end together, so that no slot is ever half one version and half another. Always after `now`, at most an hour.
 * Given a version that is not in force yet, its own moment: changes made before one boundary share it, the last wins.
 */
export function nextBoundary(camera: Timed, now: number): number {
  const validFrom = epochOf(camera.validFromAt);
  if (validFrom > now) return validFrom;
  return boundaryAfter(now, commonSlotMs(camera.zones.map((zone) => zone.slotMs)));
}
