import type { Camera } from '@vialog/contracts';
import { slotsStarting, zonePlans, type ZonePlan } from './zone-plan.ts';
import { boundaryAtOrAfter } from './slots.ts';

/** Consecutive expected slots of one zone and one version. */
export interface ExpectedInterval {
  readonly plan: ZonePlan;
  /** Epoch ms; multiples of the slot length. */
  readonly from: number;
  /** Epoch ms, end of the last slot. */
  readonly to: number;
  /** Number of slots, at least 1. */
  readonly slots: number;
}

/**
 * Number of expected slots of one zone that start in [from, to), epoch ms. `versions`: all versions of its camera.
 * Versions in force have no end: limit `to` to the current time if future slots do not count.
 */
export function expectedSlots(versions: readonly Camera[], zoneId: string, from: number, to: number): number {
  return zonePlans(versions)
    .filter((plan) => plan.zone.zoneId === zoneId)
    .reduce((sum, plan) => sum + slotsStarting(plan, from, to), 0);
}

/** Expected slots that start in [from, to), for every zone of every version. Versions and zones without a slot are omitted. */
export function expectedIntervals(versions: readonly Camera[], from: number, to: number): ExpectedInterval[] {
  return zonePlans(versions).flatMap((plan) => {
    const slots = slotsStarting(plan, from, to);
    if (slots === 0) return [];
    const start = boundaryAtOrAfter(Math.max(from, plan.from), plan.slotMs);
    return [{ plan, from: start, to: start + slots * plan.slotMs, slots }];
  });
}
