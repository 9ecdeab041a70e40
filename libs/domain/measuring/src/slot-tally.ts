import { gapReasonsByPriority } from './gap-reason-priority.ts';
import { slotsOver, type ZonePlan } from './zone-plan.ts';

/** Number of expected slots of an interval by state; expected = measured + gaps + pending, always. */
export interface SlotTally {
  readonly expected: number;
  readonly measured: number;
  readonly gaps: number;
  readonly pending: number;
  /** Gap reason → slots; their sum is `gaps`. */
  readonly reasons: Readonly<Record<string, number>>;
}

export interface TallyWindow {
  /** Epoch ms, inclusive and exclusive: slots that start in [from, to). */
  readonly from: number;
  readonly to: number;
  /** Current time, epoch ms: a slot that is not over is not expected yet. */
  readonly now: number;
  /** Time after its end in which a slot without a record is pending, ms. */
  readonly latenessMs: number;
}

interface Seen {
  readonly measured: number;
  readonly gaps: Readonly<Record<string, number>>;
}

export const emptyTally: SlotTally = { expected: 0, measured: 0, gaps: 0, pending: 0, reasons: {} };

/**
 * Compares the records of a store for one plan with the expected slots. Records beyond the expected slots do not count
 * (slots of a version that was replaced at its start, or of a clock that was ahead). Slots without a record are pending
 * while they are younger than the lateness limit, and then gaps `unreported`.
 */
export function tallyOf(plan: ZonePlan, seen: Seen | undefined, window: TallyWindow): SlotTally {
  const { from, to, now, latenessMs } = window;
  const expected = slotsOver(plan, from, to, now);
  if (expected === 0) return emptyTally;
  const measured = Math.min(seen?.measured ?? 0, expected);
  const reasons = reasonsUpTo(expected - measured, seen?.gaps ?? {});
  const explained = Object.values(reasons).reduce((sum, slots) => sum + slots, 0);
  const unexplained = expected - measured - explained;
  const pending = Math.min(unexplained, expected - slotsOver(plan, from, to, now - latenessMs));
  if (unexplained > pending) reasons['unreported'] = (reasons['unreported'] ?? 0) + unexplained - pending;
  return { expected, measured, gaps: expected - measured - pending, pending, reasons };
}

/** Expected and measured slots only: what trends need of a tally, without the work for the reasons. */
export function countSlots(
  plan: ZonePlan,
  measured: number,
  { from, to, now }: Omit<TallyWindow, 'latenessMs'>,
): Pick<SlotTally, 'expected' | 'measured'> {
  const expected = slotsOver(plan, from, to, now);
  return { expected, measured: Math.min(measured, expected) };
}

/** Reasons by priority, for at most `slots` slots. */
export function reasonsUpTo(slots: number, gaps: Readonly<Record<string, number>>): Record<string, number> {
  const reasons: Record<string, number> = {};
  let left = slots;
  for (const reason of gapReasonsByPriority) {
    const taken = Math.min(left, gaps[reason] ?? 0);
    if (taken > 0) reasons[reason] = taken;
    left -= taken;
  }
  return reasons;
}

export function addTallies(a: SlotTally, b: SlotTally): SlotTally {
  const reasons = { ...a.reasons };
  for (const [reason, slots] of Object.entries(b.reasons)) reasons[reason] = (reasons[reason] ?? 0) + slots;
  return {
    expected: a.expected + b.expected,
    measured: a.measured + b.measured,
    gaps: a.gaps + b.gaps,
    pending: a.pending + b.pending,
    reasons,
  };
}

/** measured / expected, 0..1; null if no slot was expected. */
export function coverageOf(tally: Pick<SlotTally, 'expected' | 'measured'>): number | null {
  return tally.expected === 0 ? null : tally.measured / tally.expected;
}
