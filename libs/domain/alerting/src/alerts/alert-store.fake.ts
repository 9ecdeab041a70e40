import type { Alert } from '@vialog/contracts';
import {
  isHeld,
  type AlertChange,
  type AlertCommit,
  type AlertFilter,
  type AlertStore,
  type StoredRuleState,
} from './alert-store.port.ts';

interface Lease {
  readonly holder: string;
  readonly token: number;
  readonly until: number;
}

/** Alerts in memory. */
export class InMemoryAlerts implements AlertStore {
  readonly #alerts = new Map<string, AlertChange>();
  readonly #states = new Map<string, StoredRuleState>();
  #lease: Lease = { holder: '', token: 0, until: -Infinity };
  #sequence = 0;

  takeLease(request: { holder: string; now: number; ttlMs: number }): Promise<number | undefined> {
    const { holder, now, ttlMs } = request;
    const before = this.#lease;
    if (before.holder !== holder && isHeld(before.until, { now, ttlMs })) return Promise.resolve(undefined);
    const token = before.holder === holder ? before.token : before.token + 1;
    this.#lease = { holder, token, until: now + ttlMs };
    return Promise.resolve(token);
  }

  releaseLease(holder: string): Promise<void> {
    if (this.#lease.holder === holder) this.#lease = { ...this.#lease, until: -Infinity };
    return Promise.resolve();
  }

  /** Whether a fencing token is that of the lease. */
  isCurrent(token: number): boolean {
    return token === this.#lease.token;
  }

  stateOf(ruleId: string): Promise<StoredRuleState | undefined> {
    return Promise.resolve(this.#states.get(ruleId));
  }

  evaluatedRules(): Promise<readonly string[]> {
    return Promise.resolve([...this.#states.keys()]);
  }

  commit({ token, ruleId, next, raised, closed }: AlertCommit): Promise<boolean> {
    if (token !== this.#lease.token) return Promise.resolve(false);
    if (next) this.#states.set(ruleId, structuredClone(next));
    else this.#states.delete(ruleId);
    for (const alert of raised) if (!this.#alerts.has(alert.alertId)) this.#put(alert);
    for (const { alertId, ...end } of closed) {
      const alert = this.#alerts.get(alertId)?.alert;
      if (alert && alert.state !== 'closed') this.#put({ ...alert, ...end, state: 'closed' });
    }
    return Promise.resolve(true);
  }

  #put(alert: Alert): void {
    this.#sequence += 1;
    this.#alerts.set(alert.alertId, { sequence: this.#sequence, alert });
  }

  update(alertId: string, change: (alert: Alert) => Alert): Promise<Alert | undefined> {
    const before = this.#alerts.get(alertId)?.alert;
    if (!before) return Promise.resolve(undefined);
    const after = change(before);
    this.#put(after);
    return Promise.resolve(after);
  }

  byId(alertId: string): Promise<Alert | undefined> {
    return Promise.resolve(this.#alerts.get(alertId)?.alert);
  }

  list({ states, ruleId, limit, after }: AlertFilter): Promise<readonly Alert[]> {
    const found = [...this.#alerts.values()]
      .map(({ alert }) => alert)
      .filter((alert) => !states || states.includes(alert.state))
      .filter((alert) => ruleId === undefined || alert.ruleId === ruleId)
      .sort(compareAlerts)
      .filter((alert) => !after || compareAlerts(after, alert) < 0);
    return Promise.resolve(found.slice(0, limit));
  }

  changedAfter(sequence: number, limit: number): Promise<readonly AlertChange[]> {
    const changes = [...this.#alerts.values()].filter((each) => each.sequence > sequence);
    return Promise.resolve(changes.sort((a, b) => a.sequence - b.sequence).slice(0, limit));
  }

  newestSequence(): Promise<number> {
    return Promise.resolve(this.#sequence);
  }

  raisedSince(from: number): Promise<ReadonlyMap<string, number>> {
    const since = [...this.#alerts.values()].filter(({ alert }) => Date.parse(alert.raisedAt) >= from);
    const rules = Map.groupBy(since, ({ alert }) => alert.ruleId);
    return Promise.resolve(new Map([...rules].map(([ruleId, alerts]) => [ruleId, alerts.length])));
  }

  dropBefore(closedBefore: number): Promise<void> {
    for (const [id, { alert, sequence }] of this.#alerts) {
      const isOld = alert.closedAt !== undefined && Date.parse(alert.closedAt) < closedBefore;
      if (isOld && sequence < this.#sequence) this.#alerts.delete(id);
    }
    return Promise.resolve();
  }
}

type Key = Pick<Alert, 'raisedAt' | 'alertId'>;
const compareAlerts = (a: Key, b: Key): number =>
  Date.parse(b.raisedAt) - Date.parse(a.raisedAt) ||
  (a.alertId < b.alertId ? -1 : Number(a.alertId > b.alertId));
