import { zoneKey, type CountEvent } from '@vialog/contracts';
import { boundaryAtOrAfter, type ZonePlan } from '@vialog/measuring';
import { groupOf, type WatchedZone, type ZoneSlot } from './advance-rule.ts';
import { judgeSlot } from './judge-slot.ts';
import type { RuleState } from './rule-state.ts';
import type { Finding } from './step-zone.ts';
import type { RuleWatch } from './watch-rule.ts';

export interface DueOptions {
  /** Epoch ms. */
  readonly now: number;
  /** Slots of the zone that end later are not evaluated, epoch ms; at most `now`. */
  readonly untilOf: (zone: string) => number;
  /** Where zones without state begin, epoch ms. */
  readonly from: number;
  readonly recordAt: (zone: string, start: number) => CountEvent | undefined;
  /** Time after its end in which a slot without a record is waited for, ms. */
  readonly latenessMs: number;
  /** How long a zone waits for slots that are later, ms: its state does not change meanwhile. */
  readonly waitMs: number;
  /** What a slot without a record means where only matching records were read; then nothing is waited for. */
  readonly withoutRecord?: Finding;
}

interface ZoneDue {
  readonly group: string;
  readonly slots: readonly ZoneSlot[];
  /** End of the slot the zone waits for, epoch ms; Infinity where the group does not wait for it. */
  readonly pendingEnd: number;
}

/**
 * The slots that can be evaluated, in the order of their ends, then of their zones: the order does not depend on when records
 * arrive. A group waits for the slots of all its zones, at most `latenessMs` after their end.
 */
export function dueSlots(watch: RuleWatch, state: RuleState, options: DueOptions): readonly ZoneSlot[] {
  const due = [...watch.zones].map(([key, plans]) => dueOfZone(watch, { key, plans, state }, options));
  const frontiers = new Map<string, number>();
  for (const { group, pendingEnd } of due)
    frontiers.set(group, Math.min(frontiers.get(group) ?? Infinity, pendingEnd));
  const isAlone = watch.rule.groupBy === 'zone';
  return [...due, endedZones(watch, state)]
    .flatMap(({ group, slots }) =>
      slots.filter(({ end }) => isAlone || end < (frontiers.get(group) ?? Infinity)),
    )
    .sort((a, b) => a.end - b.end || (zoneKey(a.zone) < zoneKey(b.zone) ? -1 : 1));
}

interface ZoneWatch {
  readonly key: string;
  readonly plans: readonly ZonePlan[];
  readonly state: RuleState;
}

function dueOfZone(watch: RuleWatch, { key, plans, state }: ZoneWatch, options: DueOptions): ZoneDue {
  const slots: ZoneSlot[] = [];
  const newest = plans.at(-1) as ZonePlan;
  const group = state.zones[key]?.group ?? groupOf(watch.rule, zoneOf(newest));
  let next = state.zones[key]?.next ?? options.from;
  for (const [i, plan] of plans.entries()) {
    const due = dueOfPlan(watch, { key, plan, next }, options);
    slots.push(...due.slots);
    if (due.pendingEnd !== undefined) return { group, slots, pendingEnd: due.pendingEnd };
    next = Math.max(next, due.next);
    if (endsAt(plan, plans[i + 1], next)) slots.push(unwatched(zoneOf(plan), Math.max(plan.to, next)));
  }
  return { group, slots, pendingEnd: Infinity };
}

interface PlanWatch {
  readonly key: string;
  readonly plan: ZonePlan;
  /** Start of the next slot of the zone, epoch ms. */
  readonly next: number;
}

interface PlanDue {
  readonly slots: readonly ZoneSlot[];
  readonly next: number;
  /** As in `ZoneDue`; undefined if all slots of the plan can be evaluated. */
  readonly pendingEnd: number | undefined;
}

function dueOfPlan(watch: RuleWatch, { key, plan, next }: PlanWatch, options: DueOptions): PlanDue {
  const slots: ZoneSlot[] = [];
  const { slotMs } = plan;
  const until = options.untilOf(key);
  let start = boundaryAtOrAfter(Math.max(next, plan.from), slotMs);
  for (; start + slotMs <= Math.min(plan.to, until); start += slotMs) {
    const end = start + slotMs;
    const record = options.recordAt(key, start);
    const wait = record ? 'over' : waitOf(watch, end, options);
    if (wait !== 'over') return { slots, next: start, pendingEnd: wait === 'group' ? end : Infinity };
    slots.push({
      zone: zoneOf(plan),
      start,
      end,
      finding: findingOf(watch, { plan, start, record }, options),
    });
  }
  const isOver = start + slotMs > plan.to && plan.to <= until;
  return { slots, next: start, pendingEnd: isOver ? undefined : start + slotMs };
}

interface PlanSlot {
  readonly plan: ZonePlan;
  readonly start: number;
  readonly record: CountEvent | undefined;
}

function findingOf(
  watch: RuleWatch,
  { plan, start, record }: PlanSlot,
  { withoutRecord }: DueOptions,
): Finding {
  const finding = judgeSlot(watch, { start, timeZone: plan.camera.timeZone, record });
  return record || finding.kind !== 'missing' ? finding : (withoutRecord ?? finding);
}

/** Whether a missing record is waited for: by the group, by its zone alone, or not. */
function waitOf(
  { rule }: RuleWatch,
  end: number,
  { now, latenessMs, waitMs, withoutRecord }: DueOptions,
): 'group' | 'zone' | 'over' {
  if (withoutRecord) return 'over';
  if (now < end + latenessMs) return 'group';
  return rule.onMissing === 'hold' && now < end + waitMs ? 'zone' : 'over';
}

/** Whether a zone is no longer sampled after a plan: the next one begins later than with the next slot. */
const endsAt = (plan: ZonePlan, following: ZonePlan | undefined, next: number): boolean =>
  next <= plan.to &&
  (following === undefined || following.from - plan.to > Math.max(plan.slotMs, following.slotMs));

const unwatched = (zone: WatchedZone, at: number): ZoneSlot => ({
  zone,
  start: at,
  end: at,
  finding: { kind: 'unwatched' },
});

/** Zones that the rule no longer selects, for example after a site got another name. */
function endedZones({ zones }: RuleWatch, state: RuleState): ZoneDue {
  const ended = Object.entries(state.zones).filter(([key, zone]) => !zones.has(key) && zone.isRaised);
  const slots = ended.map(([key, { next }]) => {
    const [cameraId = '', zoneId = ''] = key.split('/');
    return unwatched({ cameraId, zoneId }, next);
  });
  return { group: '', slots, pendingEnd: Infinity };
}

export const zoneOf = ({ camera, zone }: ZonePlan): WatchedZone => ({
  cameraId: camera.cameraId,
  zoneId: zone.zoneId,
  siteId: zone.siteId,
});
