import type { AlertRule } from '@vialog/contracts';
import type { ZoneState } from './rule-state.ts';

/** What a slot says about the condition. `holds` counts before an alert, `keeps` (with the hysteresis) during one. */
export type Finding =
  | { readonly kind: 'known'; readonly holds: boolean; readonly keeps: boolean }
  | { readonly kind: 'missing' }
  /** Outside of the schedule, or after the last slot of a zone that is no longer sampled. */
  | { readonly kind: 'unwatched' };

/** The end of the zone's measurements is a slot without length. */
export interface EvaluatedSlot {
  /** Epoch ms. */
  readonly start: number;
  readonly end: number;
  readonly finding: Finding;
}

export type ZoneRule = Pick<AlertRule, 'minDurationMs' | 'clearAfterMs' | 'onMissing'>;

/** The state of a zone after a slot. Only measured time counts, unless missing slots count by `onMissing`. */
export function stepZone(rule: ZoneRule, state: ZoneState, slot: EvaluatedSlot): ZoneState {
  const next = slot.end;
  if (slot.finding.kind === 'unwatched') return { next, isRaised: false, heldMs: 0 };
  const holds = truthOf(rule, state, slot.finding);
  if (holds === undefined) return { ...state, next };
  const length = slot.end - slot.start;
  return state.isRaised
    ? stepRaised(rule, state, { holds, length, next })
    : stepIdle(rule, state, { holds, length, next, start: slot.start });
}

function truthOf(
  { onMissing }: ZoneRule,
  { isRaised }: ZoneState,
  finding: Exclude<Finding, { kind: 'unwatched' }>,
): boolean | undefined {
  if (finding.kind === 'known') return isRaised ? finding.keeps : finding.holds;
  return onMissing === 'hold' ? undefined : onMissing === 'raise';
}

interface Truth {
  readonly holds: boolean;
  readonly length: number;
  readonly next: number;
}

function stepIdle(
  { minDurationMs }: ZoneRule,
  state: ZoneState,
  { holds, length, next, start }: Truth & { readonly start: number },
): ZoneState {
  if (!holds) return { next, isRaised: false, heldMs: 0 };
  const [heldMs, since] = [state.heldMs + length, state.since ?? start];
  if (heldMs < minDurationMs) return { next, isRaised: false, heldMs, since };
  return { next, isRaised: true, heldMs: 0, since };
}

function stepRaised({ clearAfterMs }: ZoneRule, state: ZoneState, { holds, length, next }: Truth): ZoneState {
  if (holds) return { ...state, next, heldMs: 0 };
  const heldMs = state.heldMs + length;
  return heldMs < clearAfterMs ? { ...state, next, heldMs } : { next, isRaised: false, heldMs: 0 };
}
