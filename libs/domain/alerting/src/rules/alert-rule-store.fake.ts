import type { AlertRule } from '@vialog/contracts';
import type { AlertRuleStore } from './alert-rule-store.port.ts';

/** Alert rules in memory. */
export class InMemoryAlertRules implements AlertRuleStore {
  readonly #rules = new Map<string, AlertRule>();

  add(rule: AlertRule): Promise<void> {
    this.#rules.set(rule.ruleId, rule);
    return Promise.resolve();
  }

  replace(before: AlertRule, after: AlertRule): Promise<boolean> {
    const isCurrent = JSON.stringify(this.#rules.get(before.ruleId)) === JSON.stringify(before);
    if (isCurrent) this.#rules.set(after.ruleId, after);
    return Promise.resolve(isCurrent);
  }

  remove(ruleId: string): Promise<boolean> {
    return Promise.resolve(this.#rules.delete(ruleId));
  }

  byId(ruleId: string): Promise<AlertRule | undefined> {
    return Promise.resolve(this.#rules.get(ruleId));
  }

  list(): Promise<readonly AlertRule[]> {
    const order = ({ createdAt, ruleId }: AlertRule) => `${createdAt} ${ruleId}`;
    return Promise.resolve([...this.#rules.values()].toSorted((a, b) => (order(a) < order(b) ? -1 : 1)));
  }
}
