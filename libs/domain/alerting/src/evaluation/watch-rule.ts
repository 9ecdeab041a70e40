import { maxRuleZones, VialogError, zoneKey, type AlertRule, type Camera } from '@vialog/contracts';
import {
  allOf,
  reduceCondition,
  resolveQuery,
  selectedZones,
  isZoneCondition,
  plansOf,
} from '@vialog/events';
import type { Condition, EventPorts } from '@vialog/events';
import type { ZonePlan } from '@vialog/measuring';
import { observesGaps, comparedFields, relaxCondition } from './relax-condition.ts';

/** A rule with its names resolved: what it watches and what it compares. */
export interface RuleWatch {
  readonly rule: AlertRule;
  /** Raises an alert. */
  readonly holds: Condition;
  /** Keeps it open: the condition with the hysteresis. */
  readonly keeps: Condition;
  readonly observesGaps: boolean;
  /** Selects every record of the watched zones. */
  readonly places: Condition;
  /** Plans of the watched zones by zone key, in the order of time. */
  readonly zones: ReadonlyMap<string, readonly ZonePlan[]>;
  /** Cameras for which this was resolved; the list changes with every change of a camera. */
  readonly versions: readonly Camera[];
}

/** Names are looked up again after this time, because sites can be renamed, ms. */
const maxAgeMs = 60_000;

/**
 * Resolves a rule. The time window of its line is ignored; `for:` is a minimum duration like that of the rule.
 * @throws {VialogError} QUERY_SYNTAX, QUERY_UNKNOWN_NAME, or VALIDATION_FAILED when the rule watches too many zones or its
 *   hysteresis is ambiguous
 */
export async function watchRule(events: EventPorts, rule: AlertRule): Promise<RuleWatch> {
  const [{ where, minMs }, versions] = await Promise.all([
    resolveQuery(events, rule.q, 'episodes'),
    events.cameras.versions(),
  ]);
  if (rule.hysteresis > 0) checkHysteresis(where);
  const plans = selectedZones(plansOf(versions), { from: 0, to: Infinity, where });
  const zones = Map.groupBy(plans, ({ camera, zone }) =>
    zoneKey({ cameraId: camera.cameraId, zoneId: zone.zoneId }),
  );
  if (zones.size > maxRuleZones)
    throw invalid(
      'q',
      `expected at most ${maxRuleZones} zones, found ${zones.size}; add a place, for example site:"North Lot"`,
    );
  return {
    rule: { ...rule, minDurationMs: Math.max(rule.minDurationMs, minMs) },
    holds: where,
    keeps: relaxCondition(where, rule.hysteresis),
    observesGaps: observesGaps(where),
    places: allOf([
      reduceCondition(where, (leaf, negated) => (isZoneCondition(leaf) ? undefined : !negated)),
    ]),
    zones,
    versions,
  };
}

function checkHysteresis(where: Condition): void {
  const fields = [...comparedFields(where)];
  if (fields.length === 1) return;
  const found = fields.length === 0 ? 'none' : fields.join(', ');
  throw invalid(
    'hysteresis',
    `expected a line that compares one number, found ${found}; set the hysteresis to 0`,
  );
}

const invalid = (path: string, message: string): VialogError =>
  new VialogError('VALIDATION_FAILED', `${path}: ${message}`, { details: [{ path, message }] });

/** Watches of rules, resolved again when a rule or a camera changes and once a minute. */
export class RuleWatches {
  readonly #events: EventPorts;
  readonly #known = new Map<string, { readonly watch: RuleWatch; readonly at: number }>();

  constructor(events: EventPorts) {
    this.#events = events;
  }

  /** Forgets the watches of other rules. */
  keep(rules: ReadonlyMap<string, AlertRule>): void {
    for (const ruleId of this.#known.keys()) if (!rules.has(ruleId)) this.#known.delete(ruleId);
  }

  /** @throws {VialogError} as `watchRule` */
  async of(rule: AlertRule): Promise<RuleWatch> {
    const now = this.#events.clock.monotonic();
    const known = this.#known.get(rule.ruleId);
    const isCurrent =
      known &&
      now < known.at + maxAgeMs &&
      known.watch.rule.revision === rule.revision &&
      known.watch.versions === (await this.#events.cameras.versions());
    if (isCurrent) return known.watch;
    const watch = await watchRule(this.#events, rule);
    this.#known.set(rule.ruleId, { watch, at: now });
    return watch;
  }
}
