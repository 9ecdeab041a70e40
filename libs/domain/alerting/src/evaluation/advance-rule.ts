import { zoneKey, type AlertRule } from '@vialog/contracts';
import type { GroupState, RuleState, ZoneState } from './rule-state.ts';
import { stepZone, type EvaluatedSlot } from './step-zone.ts';

export interface WatchedZone {
  readonly cameraId: string;
  readonly zoneId: string;
  readonly siteId?: string | undefined;
}

/** A slot of one zone. */
export interface ZoneSlot extends EvaluatedSlot {
  readonly zone: WatchedZone;
}

/** Times are epoch ms. */
export type AlertEvent =
  | {
      readonly kind: 'raised';
      readonly alertId: string;
      readonly group: string;
      readonly zone: WatchedZone;
      readonly since: number;
      readonly at: number;
    }
  | {
      readonly kind: 'closed';
      readonly alertId: string;
      readonly group: string;
      readonly at: number;
      readonly reason: 'cleared' | 'not_watched';
    };

export interface AdvancedRule {
  readonly state: RuleState;
  readonly events: readonly AlertEvent[];
}

/** The id of an alert follows from what it is about, so that the same slots always give the same id. */
export type AlertIdOf = (about: {
  readonly group: string;
  readonly zone: WatchedZone;
  readonly at: number;
}) => string;

export type MachineRule = Pick<
  AlertRule,
  'minDurationMs' | 'clearAfterMs' | 'onMissing' | 'cooldownMs' | 'groupBy'
>;

/**
 * Evaluates slots of a rule: the state machine of alerts. The same slots in the same order give the same alerts, whether
 * they arrive in one call or in many. A slot that starts before the `next` of its zone was evaluated already and is ignored.
 * A group has at most one open alert; it is open while the condition holds in one of its zones.
 */
export function advanceRule(
  rule: MachineRule,
  state: RuleState,
  { slots, alertIdOf }: { readonly slots: readonly ZoneSlot[]; readonly alertIdOf: AlertIdOf },
): AdvancedRule {
  const machine = new RuleMachine(rule, state, alertIdOf);
  for (const slot of slots) machine.take(slot);
  return machine.result();
}

class RuleMachine {
  readonly #rule: MachineRule;
  readonly #alertIdOf: AlertIdOf;
  readonly #zones: Map<string, ZoneState>;
  readonly #groups: Map<string, GroupState>;
  /** Raised zones of each group. */
  readonly #raised = new Map<string, Set<string>>();
  readonly #events: AlertEvent[] = [];

  constructor(rule: MachineRule, { zones, groups }: RuleState, alertIdOf: AlertIdOf) {
    this.#rule = rule;
    this.#alertIdOf = alertIdOf;
    this.#zones = new Map(Object.entries(zones));
    this.#groups = new Map(Object.entries(groups));
    for (const [key, zone] of this.#zones)
      if (zone.isRaised && zone.group !== undefined) this.#raisedOf(zone.group).add(key);
  }

  result(): AdvancedRule {
    const state = { zones: Object.fromEntries(this.#zones), groups: Object.fromEntries(this.#groups) };
    return { state, events: this.#events };
  }

  take(slot: ZoneSlot): void {
    const key = zoneKey(slot.zone);
    const before = this.#zones.get(key) ?? { next: slot.start, isRaised: false, heldMs: 0 };
    if (slot.start < before.next) return;
    const after = stepZone(this.#rule, before, slot);
    // A raised zone stays in its group, also when its site changes meanwhile.
    const group = (before.isRaised ? before.group : undefined) ?? groupOf(this.#rule, slot.zone);
    this.#zones.set(key, after.isRaised ? { ...after, group } : after);
    const raised = this.#raisedOf(group);
    if (after.isRaised) raised.add(key);
    else raised.delete(key);
    this.#settle(group, slot);
  }

  #settle(group: string, slot: ZoneSlot): void {
    const { alertId, closed } = this.#groups.get(group) ?? {};
    const holds = this.#raisedOf(group).size > 0;
    if (alertId !== undefined && !holds) return this.#close(group, alertId, slot);
    const isCooling = closed !== undefined && slot.end < closed + this.#rule.cooldownMs;
    if (alertId === undefined && holds && !isCooling) this.#open(group, slot);
  }

  #open(group: string, { zone, end }: ZoneSlot): void {
    const raised = [...this.#raisedOf(group)].map((key) => this.#zones.get(key)?.since ?? end);
    const alertId = this.#alertIdOf({ group, zone, at: end });
    this.#groups.set(group, { ...this.#groups.get(group), alertId });
    this.#events.push({ kind: 'raised', alertId, group, zone, since: Math.min(...raised, end), at: end });
  }

  #close(group: string, alertId: string, { end, finding }: ZoneSlot): void {
    const reason = finding.kind === 'unwatched' ? 'not_watched' : 'cleared';
    this.#groups.set(group, { closed: end });
    this.#events.push({ kind: 'closed', alertId, group, at: end, reason });
  }

  #raisedOf(group: string): Set<string> {
    const known = this.#raised.get(group) ?? new Set();
    this.#raised.set(group, known);
    return known;
  }
}

/** Key of the group of a zone; a zone without site is its own group in a rule by site. */
export function groupOf({ groupBy }: Pick<AlertRule, 'groupBy'>, zone: WatchedZone): string {
  if (groupBy === 'all') return 'all';
  if (groupBy === 'camera') return `camera/${zone.cameraId}`;
  if (groupBy === 'site' && zone.siteId !== undefined) return `site/${zone.siteId}`;
  return `zone/${zoneKey(zone)}`;
}
