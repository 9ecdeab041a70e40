import type { Camera } from '@vialog/contracts';
import { zonePlans, type ZonePlan } from '@vialog/measuring';

const known = new WeakMap<readonly Camera[], readonly ZonePlan[]>();

/**
 * The zone plans of all versions. Computed once per list: a registry cache returns the same list until a camera changes.
 */
export function plansOf(versions: readonly Camera[]): readonly ZonePlan[] {
  const plans = known.get(versions) ?? zonePlans(versions);
  known.set(versions, plans);
  return plans;
}
