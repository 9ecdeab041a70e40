import type { AlertRule } from '@vialog/contracts';

/** Keeps the alert rules of an installation. */
export interface AlertRuleStore {
  add(rule: AlertRule): Promise<void>;
  /** Replaces a rule if it is still as it was read; false if it was changed or removed meanwhile. */
  replace(before: AlertRule, after: AlertRule): Promise<boolean>;
  /** False if there is no rule with this id. */
  remove(ruleId: string): Promise<boolean>;
  byId(ruleId: string): Promise<AlertRule | undefined>;
  /** All, in the order of their creation, then by id. */
  list(): Promise<readonly AlertRule[]>;
}
