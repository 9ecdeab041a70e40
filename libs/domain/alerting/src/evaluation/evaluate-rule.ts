import { createHash } from 'node:crypto';
import { epochOf, hourMs, isoOf, quarterMs, zoneKey, type Alert, type AlertRule } from '@vialog/contracts';
import type { Condition, EventPorts } from '@vialog/events';
import { boundaryAtOrAfter, type ZonePlan } from '@vialog/measuring';
import { advanceRule, type AdvancedRule, type AlertEvent, type AlertIdOf } from './advance-rule.ts';
import { dueSlots } from './due-slots.ts';
import type { RuleState } from './rule-state.ts';
import { readSlotRecords, SlotRecords } from './slot-records.ts';
import type { RuleWatch } from './watch-rule.ts';

/** How long a zone waits for records that are late, if missing slots mean that nothing changes, ms. */
const waitMs = 6 * hourMs;
/** After a longer pause, evaluation continues with the slots of this time, ms. */
const maxCatchUpMs = 24 * hourMs;
/** The clocks of two processes differ by less than this, ms. */
const clockToleranceMs = hourMs;
/** Slots that are read at once, number. */
const slotsAtOnce = 50_000;
const maxRecords = 1_000_000;

export interface EvaluatedRule extends AdvancedRule {
  /** Whether slots that are over are left for another call. */
  readonly more: boolean;
}

/** Evaluates the slots of a rule that can be evaluated now. */
export async function evaluateRule(
  events: Pick<EventPorts, 'events' | 'latenessMs'>,
  watch: RuleWatch,
  { state, now }: { readonly state: RuleState; readonly now: number },
): Promise<EvaluatedRule> {
  const from = Math.max(epochOf(watch.rule.watchedFromAt), now - maxCatchUpMs);
  const current = continued(watch, state, { from, now });
  const reads = readsOf(watch, current, { from, now, latenessMs: events.latenessMs });
  const records = new SlotRecords();
  for (const read of reads) await readSlotRecords(events.events, read, { into: records, limit: maxRecords });
  const slots = dueSlots(watch, current, {
    now,
    untilOf: (zone) => reads.find(({ zones }) => zones.has(zone))?.to ?? now,
    from,
    recordAt: (zone, start) => records.at(zone, start),
    latenessMs: events.latenessMs,
    waitMs,
  });
  const advanced = advanceRule(watch.rule, current, { slots, alertIdOf: alertIdOf(watch.rule) });
  return { ...advanced, more: slots.length > 0 && reads.some(({ to }) => to < now) };
}

/**
 * The state from which evaluation continues: after a long pause with the slots of the last day, or with the end of a zone that is
 * no longer measured; after the clock was set back, with the slots from now on.
 */
function continued(
  watch: RuleWatch,
  state: RuleState,
  { from, now }: { readonly from: number; readonly now: number },
): RuleState {
  const zones = { ...state.zones };
  for (const [key, plans] of watch.zones) {
    const zone = zones[key];
    if (!zone) continue;
    const earliest = Math.min(from, plans.at(-1)?.to ?? from);
    if (zone.next < earliest) zones[key] = { ...zone, next: earliest };
    if (zone.next > now + clockToleranceMs) zones[key] = { ...zone, next: now };
  }
  return { ...state, zones };
}

/** A period of records that is read at once. */
interface Read {
  readonly where: Condition;
  /** Epoch ms. */
  readonly from: number;
  readonly to: number;
  readonly zones: ReadonlySet<string>;
}

interface ReadTimes {
  readonly from: number;
  readonly now: number;
  readonly latenessMs: number;
}

/**
 * What is read. Zones that wait for late records are read separately, by the time for which they wait, so that a zone without
 * records delays no other one.
 */
function readsOf(watch: RuleWatch, state: RuleState, { from, now, latenessMs }: ReadTimes): readonly Read[] {
  const lengthMs = readLengthOf(watch);
  const nexts = [...watch.zones].flatMap(([key, plans]) =>
    nextSlotOf(plans, state.zones[key]?.next ?? from, now),
  );
  const isLate = ({ end }: NextSlot) => watch.rule.onMissing === 'hold' && now >= end + latenessMs;
  const late = Map.groupBy(nexts.filter(isLate), ({ start }) => Math.floor(start / lengthMs));
  const inTime = nexts.filter((next) => !isLate(next));
  return [inTime, ...late.values()].flatMap((zones) => {
    if (zones.length === 0) return [];
    const start = zones.reduce((at, next) => Math.min(at, next.start), now);
    const isFew = zones !== inTime && zones.length < watch.zones.size / 2;
    const where: Condition = isFew ? { kind: 'zones', zones } : watch.places;
    const to = Math.min(now, start + 2 * lengthMs);
    return { where, from: start, to, zones: new Set(zones.map(zoneKey)) };
  });
}

/** Half of a period that is read at once, ms: at least the longest slot, because a slot is evaluated as a whole. */
function readLengthOf({ zones }: RuleWatch): number {
  const longest = [...zones.values()].flat().reduce((ms, { slotMs }) => Math.max(ms, slotMs), quarterMs);
  return Math.max(longest, Math.floor(slotsAtOnce / Math.max(1, zones.size) / 2) * 10_000);
}

interface NextSlot {
  readonly cameraId: string;
  readonly zoneId: string;
  readonly start: number;
  readonly end: number;
}

/** The next slot of a zone if it is over. */
function nextSlotOf(plans: readonly ZonePlan[], next: number, now: number): readonly NextSlot[] {
  for (const { camera, zone, from, to, slotMs } of plans) {
    const start = boundaryAtOrAfter(Math.max(next, from), slotMs);
    const end = start + slotMs;
    if (end <= Math.min(to, now)) return [{ cameraId: camera.cameraId, zoneId: zone.zoneId, start, end }];
  }
  return [];
}

/** Ids follow from the rule, its revision, the group and the time: an evaluation that is repeated gives the same alerts. */
const alertIdOf =
  ({ ruleId, revision }: Pick<AlertRule, 'ruleId' | 'revision'>): AlertIdOf =>
  ({ group, zone, at }) => {
    const digest = createHash('sha256')
      .update([ruleId, revision, group, zoneKey(zone), at].join(' '))
      .digest('hex');
    return BigInt(`0x${digest}`).toString(36).slice(-12).padStart(12, '0');
  };

type Raised = Extract<AlertEvent, { kind: 'raised' }>;

/** The alert that is stored for an event of the state machine. */
export function alertOf(rule: AlertRule, { alertId, group, zone, since, at }: Raised, now: number): Alert {
  const { ruleId, name: ruleName, q, mutedUntilAt } = rule;
  return {
    alertId,
    ruleId,
    ruleName,
    q,
    state: 'open',
    place: placeOf(group),
    firstCameraId: zone.cameraId,
    firstZoneId: zone.zoneId,
    sinceAt: isoOf(since),
    raisedAt: isoOf(at),
    muted: mutedUntilAt !== undefined && now < epochOf(mutedUntilAt),
    recordedAt: isoOf(now),
  };
}

export function placeOf(group: string): Alert['place'] {
  const [kind, first = '', zoneId = ''] = group.split('/');
  if (kind === 'zone') return { cameraId: first, zoneId };
  if (kind === 'camera') return { cameraId: first };
  return kind === 'site' ? { siteId: first } : {};
}
