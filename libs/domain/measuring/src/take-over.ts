import { eventRetentionMs, hourMs, type Camera, type CountEvent } from '@vialog/contracts';
import type { EventMaker } from './event-maker.ts';
import { boundaryAtOrAfter, slotOf } from './slots.ts';
import { zonePlans } from './zone-plan.ts';

export interface TakeOver {
  /** All versions of one camera. */
  readonly versions: readonly Camera[];
  readonly zoneId: string;
  /** End of the zone's newest slot in the store, measured or gap, epoch ms; undefined where it has none. */
  readonly lastSlotEnd?: number | undefined;
  /** When the new owner began to measure, epoch ms. */
  readonly startedAt: number;
  /** How far back a gap is still written, ms: events older than the store keeps would be refused. 30 days if left out. */
  readonly retentionMs?: number;
}

/**
 * The slots that were not measured between the last owner of a camera and the new one: gaps `not_running`, one per zone,
 * version and hour. Ends with the last slot that was over when the new owner began: the slot in progress it can still measure.
 * Bring events that wait on their way into the store before asking for `lastSlotEnd`.
 */
export function takeOverSpans(zone: TakeOver, maker: EventMaker): CountEvent[] {
  const { startedAt, lastSlotEnd = -Infinity, retentionMs = eventRetentionMs } = zone;
  // An hour inside the limit: what is written now must still be young enough when it arrives at the store.
  const oldest = Math.max(lastSlotEnd, startedAt - retentionMs + hourMs);
  return zonePlans(zone.versions)
    .filter((plan) => plan.zone.zoneId === zone.zoneId)
    .flatMap((plan) => {
      const from = Math.max(plan.from, boundaryAtOrAfter(oldest, plan.slotMs));
      const to = Math.min(plan.to, slotOf(startedAt, plan.slotMs));
      return maker.gapSpans(plan, from, to, 'not_running');
    });
}

/** How far before the newest slot in the store a killed keeper may have left one undecided, ms: its time for late frames. */
const undecidedMs = 45_000;

/**
 * Slots before the newest one in the store that the last owner may have left undecided: a gap is written only when its
 * time for late frames is over, and a measurement of a later slot does not wait for that. One record each, so that those
 * the store knows already stay as they are.
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
