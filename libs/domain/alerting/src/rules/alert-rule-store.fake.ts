import type { AlertRule } from '@vialog/contracts';
import type { AlertRuleStore } from './alert-rule-store.port.ts';

/** Alert rules in memory. */
export class InMemoryAlertRules implements AlertRuleStore {
  readonly #rules = new Map<string, AlertRule>();

  add(rule: AlertRule): Promise<void> {
    this.#rules.set(rule.ruleId, rule);
    return Promise.resolve();
  }

  replace(rule: AlertRule): Promise<boolean> {
    const exists = this.#rules.has(rule.ruleId);
    if (exists) this.#rules.set(rule.ruleId, rule);
    return Promise.resolve(exists);
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
