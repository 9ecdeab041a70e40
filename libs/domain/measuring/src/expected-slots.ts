import type { Camera } from '@vialog/contracts';
import { slotsStarting, zonePlans, type ZonePlan } from './zone-plan.ts';
import { boundaryAtOrAfter } from './slots.ts';

/** Neighbouring slots that one zone of one version is expected to measure. */
export interface ExpectedStretch {
  readonly plan: ZonePlan;
  /** Epoch ms; multiples of the slot length. */
  readonly from: number;
  /** Epoch ms, end of the last slot. */
  readonly to: number;
  /** Number of slots, at least 1. */
  readonly slots: number;
}

/**
 * Slots of one zone that the versions of its camera call for and that start in [from, to). Epoch ms.
 * Cut `to` at the present yourself: the versions in force reach into the future.
 */
export function expectedSlots(versions: readonly Camera[], zoneId: string, from: number, to: number): number {
  return zonePlans(versions)
    .filter((plan) => plan.zone.zoneId === zoneId)
    .reduce((sum, plan) => sum + slotsStarting(plan, from, to), 0);
}

/** The same for every zone of every camera given, version by version. Empty stretches are left out. */
export function expectedStretches(versions: readonly Camera[], from: number, to: number): ExpectedStretch[] {
  return zonePlans(versions).flatMap((plan) => {
    const slots = slotsStarting(plan, from, to);
    if (slots === 0) return [];
    const start = boundaryAtOrAfter(Math.max(from, plan.from), plan.slotMs);
    return [{ plan, from: start, to: start + slots * plan.slotMs, slots }];
  });
}
