import { dayMs, hourMs, isoOf, type AlertRule, type Clock } from '@vialog/contracts';
import type { EventPorts, Timers } from '@vialog/events';
import { alertLeaseMs } from '../alerts/alert-lease.ts';
import type { AlertStore, ClosedAlert, StoredRuleState } from '../alerts/alert-store.port.ts';
import type { AlertRuleStore } from '../rules/alert-rule-store.port.ts';
import { alertOf, evaluateRule } from './evaluate-rule.ts';
import { noState, type RuleState } from './rule-state.ts';
import { RuleWatches } from './watch-rule.ts';

/** How long alerts are kept after they were closed, ms. */
export const alertRetentionMs = 90 * dayMs;
const intervalMs = 5_000;

export interface RuleEvaluatorPorts {
  readonly events: EventPorts;
  readonly alertRules: AlertRuleStore;
  readonly alerts: AlertStore;
  readonly clock: Clock;
  /** Identifies this process among those that share the stores. */
  readonly holder: string;
  /**
   * Called when a rule, or everything (undefined), could not be evaluated; the next run tries again. An error of a rule that repeats
   * is reported once.
   */
  readonly onError: (error: unknown, rule: AlertRule | undefined) => void;
}

/**
 * Evaluates the rules that are on, in one of the processes that share the stores: the holder of the lease. What was evaluated
 * is stored with its alerts in one transaction under the fencing token of the lease, so that a process that was suspended
 * cannot raise an alert again.
 */
export class RuleEvaluator {
  readonly #ports: RuleEvaluatorPorts;
  readonly #watches: RuleWatches;
  #running: Promise<void> | undefined;
  /** When the lease was taken or extended, monotonic ms. */
  #takenAt = -Infinity;
  #droppedAt = -Infinity;
  /** The last reported error of each rule that cannot be evaluated. */
  readonly #reported = new Map<string, string>();

  constructor(ports: RuleEvaluatorPorts) {
    this.#ports = ports;
    this.#watches = new RuleWatches(ports.events);
  }

  /** Runs every 5 s until the returned function is called, which waits for the current run. */
  start(timers: Timers): () => Promise<void> {
    const stop = timers.every(intervalMs, () => void this.run());
    return async () => {
      stop();
      await this.#running;
    };
  }

  /** Evaluates what can be evaluated now. A call during a run waits for that run. */
  run(): Promise<void> {
    this.#running ??= this.#runOnce().finally(() => (this.#running = undefined));
    return this.#running;
  }

  async #runOnce(): Promise<void> {
    try {
      const token = await this.#takeLease();
      if (token === undefined) return;
      const rules = await this.#ports.alertRules.list();
      const isOn = new Map(rules.filter((rule) => rule.isOn).map((rule) => [rule.ruleId, rule]));
      this.#watches.keep(isOn);
      for (const rule of isOn.values()) {
        if (!(await this.#keepsLease(token))) return;
        await this.#evaluate(rule, token);
      }
      for (const ruleId of await this.#ports.alerts.evaluatedRules())
        if (!isOn.has(ruleId)) await this.#end(ruleId, token);
      await this.#dropOld();
    } catch (error) {
      this.#ports.onError(error, undefined);
    }
  }

  #takeLease(): Promise<number | undefined> {
    const { alerts, clock, holder } = this.#ports;
    this.#takenAt = clock.monotonic();
    return alerts.takeLease({ holder, now: clock.now(), ttlMs: alertLeaseMs });
  }

  /** Extends the lease of a long run. False if another process has it. */
  async #keepsLease(token: number): Promise<boolean> {
    const isFresh = this.#ports.clock.monotonic() < this.#takenAt + alertLeaseMs / 3;
    return isFresh || (await this.#takeLease()) === token;
  }

  async #evaluate(rule: AlertRule, token: number): Promise<void> {
    const { alerts, onError } = this.#ports;
    try {
      const stored = await alerts.stateOf(rule.ruleId);
      if (stored && stored.revision !== rule.revision) await this.#end(rule.ruleId, token);
      let state = stored?.revision === rule.revision ? stored.state : noState;
      for (let more = true; more;) {
        const step = await this.#step(rule, state, token);
        ({ state, more } = step);
        if (more && !(await this.#keepsLease(token))) return;
      }
      this.#reported.delete(rule.ruleId);
    } catch (error) {
      const reported = this.#reported.get(rule.ruleId);
      this.#reported.set(rule.ruleId, String(error));
      if (reported !== String(error)) onError(error, rule);
    }
  }

  async #step(
    rule: AlertRule,
    state: RuleState,
    token: number,
  ): Promise<{ state: RuleState; more: boolean }> {
    const { alerts, events, clock } = this.#ports;
    const watch = await this.#watches.of(rule);
    const now = clock.now();
    const advanced = await evaluateRule(events, watch, { state, now });
    if (JSON.stringify(advanced.state) === JSON.stringify(state)) return { state, more: false };
    const written = await alerts.commit({
      token,
      ruleId: rule.ruleId,
      next: { revision: rule.revision, state: advanced.state },
      raised: advanced.events.flatMap((event) => (event.kind === 'raised' ? alertOf(rule, event, now) : [])),
      closed: advanced.events.flatMap((event) =>
        event.kind === 'closed'
          ? { alertId: event.alertId, closedAt: isoOf(event.at), closeReason: event.reason }
          : [],
      ),
    });
    return { state: advanced.state, more: written && advanced.more };
  }

  /** Closes the alerts of a rule that is off, deleted or changed, and forgets its state. */
  async #end(ruleId: string, token: number): Promise<void> {
    const { alerts, clock } = this.#ports;
    const stored = await alerts.stateOf(ruleId);
    const closed = openAlertsOf(stored).map((alertId): ClosedAlert => {
      return { alertId, closedAt: isoOf(clock.now()), closeReason: 'rule_changed' };
    });
    await alerts.commit({ token, ruleId, next: undefined, raised: [], closed });
  }

  async #dropOld(): Promise<void> {
    const { alerts, clock } = this.#ports;
    if (clock.monotonic() < this.#droppedAt + hourMs) return;
    this.#droppedAt = clock.monotonic();
    await alerts.dropBefore(clock.now() - alertRetentionMs);
  }
}

const openAlertsOf = (stored: StoredRuleState | undefined): readonly string[] =>
  Object.values(stored?.state.groups ?? {}).flatMap(({ alertId }) => alertId ?? []);
