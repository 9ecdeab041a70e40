import { eventRetentionMs, hourMs, type Camera, type CountEvent } from '@vialog/contracts';
import type { EventMaker } from './event-maker.ts';
import { boundaryAtOrAfter, slotOf } from './slots.ts';
import { zonePlans } from './zone-plan.ts';

export interface TakeOver {
  /** All versions of one camera. */
  readonly versions: readonly Camera[];
  readonly zoneId: string;
  /** End of the newest slot of the zone in the store, measured or gap, epoch ms; undefined if it has none. */
  readonly lastSlotEnd?: number | undefined;
  /** When the new owner started to measure, epoch ms. */
  readonly startedAt: number;
  /** Maximum age of a gap that is written, ms: the store rejects older events. Default 30 days. */
  readonly retentionMs?: number;
}

/**
 * The slots that were not measured between the previous owner of a camera and the new one: gaps `not_running`, one per
 * zone, version and hour. The last one ends with the last slot that was over when the new owner started, because the new
 * owner measures the slot in progress. Store pending events before you query `lastSlotEnd`.
 */
export function takeOverSpans(zone: TakeOver, maker: EventMaker): CountEvent[] {
  const { startedAt, lastSlotEnd = -Infinity, retentionMs = eventRetentionMs } = zone;
  // One hour of margin, because the events arrive at the store later.
  const oldest = Math.max(lastSlotEnd, startedAt - retentionMs + hourMs);
  return zonePlans(zone.versions)
    .filter((plan) => plan.zone.zoneId === zone.zoneId)
    .flatMap((plan) => {
      const from = Math.max(plan.from, boundaryAtOrAfter(oldest, plan.slotMs));
      const to = Math.min(plan.to, slotOf(startedAt, plan.slotMs));
      return maker.gapSpans(plan, from, to, 'not_running');
    });
}

/** Time before the newest slot in the store in which a killed slot keeper can have left undecided slots, ms. */
const undecidedMs = 45_000;

/**
 * Slots before the newest slot in the store that the previous owner can have left undecided: a gap is written when the
 * time for late frames is over, and a measurement of a later slot does not wait for it. One record per slot, so that the
 * store keeps the records that it has.
 */
export function undecidedSlots(zone: TakeOver, maker: EventMaker): CountEvent[] {
  const { lastSlotEnd, startedAt } = zone;
  if (lastSlotEnd === undefined) return [];
  return zonePlans(zone.versions)
    .filter((plan) => plan.zone.zoneId === zone.zoneId)
    .flatMap((plan) => {
      const newest = Math.min(lastSlotEnd, slotOf(startedAt, plan.slotMs)) - plan.slotMs;
      const first = Math.max(plan.from, slotOf(newest - undecidedMs, plan.slotMs));
      const slots = Math.max(0, Math.ceil((Math.min(plan.to, newest) - first) / plan.slotMs));
      return Array.from({ length: slots }, (_, i) => maker.gap(plan, first + i * plan.slotMs, 'not_running'));
    });
}
