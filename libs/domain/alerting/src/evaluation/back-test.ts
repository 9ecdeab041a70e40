import {
  dayMs,
  hourMs,
  isoOf,
  VialogError,
  type AlertRule,
  type BackTestInput,
  type BackTestResponse,
} from '@vialog/contracts';
import { allOf, anyOf, measureCompleteness, type EventPorts } from '@vialog/events';
import { advanceRule, type AlertEvent } from './advance-rule.ts';
import { dueSlots } from './due-slots.ts';
import { placeOf } from './evaluate-rule.ts';
import { noState, type RuleState, type ZoneState } from './rule-state.ts';
import { readSlotRecords, SlotRecords } from './slot-records.ts';
import { watchRule, type RuleWatch } from './watch-rule.ts';

/** Period that is evaluated at once, ms. */
const chunkMs = 6 * hourMs;
const maxRecords = 300_000;
const maxSlots = 5_000_000;
const maxListed = 100;

/**
 * What a rule would have done in the days until now: the same state machine over stored slots. Only records that match the
 * condition, and gaps, are read; a slot without any record counts as one for which the condition does not hold.
 * @throws {VialogError} as `watchRule`, or QUERY_TOO_EXPENSIVE when too many slots match
 */
export async function backTest(events: EventPorts, { rule, days }: BackTestInput): Promise<BackTestResponse> {
  const now = events.clock.now();
  // Slots begin at multiples of their length since the hour: whole hours cut none.
  const from = Math.floor((now - days * dayMs) / hourMs) * hourMs;
  const watch = await watchRule(events, tested(rule, from));
  const [completeness, found] = await Promise.all([
    measureCompleteness(events, { from, to: now, where: watch.holds }),
    eventsOf(events, watch, { from, now }),
  ]);
  const closedAt = new Map(
    found.flatMap((event) => (event.kind === 'closed' ? [[event.alertId, event.at]] : [])),
  );
  const raised = found.filter((event) => event.kind === 'raised');
  const newest = raised.slice(-maxListed).reverse();
  return {
    from: isoOf(from),
    to: isoOf(now),
    zones: watch.zones.size,
    slots: completeness.completeness.expected,
    measured: completeness.completeness.measured,
    fired: raised.length,
    items: newest.map(({ alertId, group, since, at }) => {
      const closed = closedAt.get(alertId);
      return {
        place: placeOf(group),
        sinceAt: isoOf(since),
        raisedAt: isoOf(at),
        ...(closed !== undefined && { closedAt: isoOf(closed) }),
      };
    }),
  };
}

/** The rule as it would have been from the start of the period. */
const tested = (rule: BackTestInput['rule'], from: number): AlertRule => ({
  ...rule,
  ruleId: 'backtest0000',
  revision: 1,
  watchedFromAt: isoOf(from),
  createdBy: '',
  createdAt: isoOf(from),
  changedAt: isoOf(from),
});

interface Period {
  readonly from: number;
  readonly now: number;
}

async function eventsOf(events: EventPorts, watch: RuleWatch, { from, now }: Period): Promise<AlertEvent[]> {
  const found: AlertEvent[] = [];
  let [state, records, slots] = [noState, 0, 0];
  for (let at = from; at < now; at += chunkMs) {
    const chunk = { from: at, to: Math.min(now, at + chunkMs) };
    const read = new SlotRecords();
    const where = allOf([
      watch.places,
      anyOf([watch.holds, watch.keeps, { kind: 'eventKind', eventKind: 'gap' }]),
    ]);
    const limit = { into: read, limit: maxRecords - records };
    records += await readSlotRecords(events.events, { ...chunk, where }, limit);
    const active = activeZones(watch, state, { read, from: at });
    const due = dueSlots(active.watch, active.state, {
      now,
      untilOf: () => chunk.to,
      from: at,
      recordAt: (zone, start) => read.at(zone, start),
      latenessMs: 0,
      waitMs: 0,
      withoutRecord: { kind: 'known', holds: false, keeps: false },
    });
    slots += due.length;
    if (slots > maxSlots) throw tooMany();
    const advanced = advanceRule(watch.rule, active.state, { slots: due, alertIdOf: idOf });
    state = advanced.state;
    found.push(...advanced.events);
  }
  return found;
}

const idOf = ({ group, at }: { readonly group: string; readonly at: number }): string => `${group} ${at}`;

const tooMany = (): VialogError =>
  new VialogError(
    'QUERY_TOO_EXPENSIVE',
    'The condition holds too often for a back-test. Choose fewer places or days.',
  );

interface Chunk {
  readonly read: SlotRecords;
  readonly from: number;
}

/** Zones without a record in the chunk and without a condition that holds: nothing happens there, and they are left out. */
function activeZones(
  watch: RuleWatch,
  state: RuleState,
  { read, from }: Chunk,
): { watch: RuleWatch; state: RuleState } {
  const isActive = (key: string): boolean => {
    const zone = state.zones[key];
    return read.has(key) || (zone !== undefined && (zone.isRaised || zone.heldMs > 0));
  };
  const zones = new Map([...watch.zones].filter(([key]) => isActive(key)));
  const states = [...zones.keys()].map((key): [string, ZoneState] => {
    const zone = state.zones[key];
    const isQuiet = !zone || (!zone.isRaised && zone.heldMs === 0);
    return [key, isQuiet ? { next: Math.max(from, zone?.next ?? from), isRaised: false, heldMs: 0 } : zone];
  });
  return { watch: { ...watch, zones }, state: { ...state, zones: Object.fromEntries(states) } };
}
