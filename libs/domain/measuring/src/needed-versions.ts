import { epochOf, type Camera } from '@vialog/contracts';

/**
 * The versions of one camera that can still own a slot from `oldest` (epoch ms) on, ascending: the one in force then and later
 * ones, without those that a later version replaced before they were in force. Their number is bounded by the boundaries at
 * which a change takes effect, not by the number of changes.
 */
export function neededVersions(versions: readonly Camera[], oldest: number): readonly Camera[] {
  const ordered = [...versions].sort((a, b) => a.version - b.version);
  return ordered.filter((camera, i) => {
    const next = ordered[i + 1];
    if (next === undefined) return true;
    const until = epochOf(next.validFromAt);
    return until > epochOf(camera.validFromAt) && until > oldest;
  });
}
